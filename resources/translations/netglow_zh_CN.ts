<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Open …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a saved network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the network with its weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save under another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the diagram as a PNG picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last change of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close Netglow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make exactly one update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the digit pad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo stroke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last stroke, or the clearing of the digit pad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the network the previous example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the network the next example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk the current example through the network, step by step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply this update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo what was undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a neuron to the selected layer, and keep what was learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the selected neuron, or the last one of the last layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a layer behind the selected one, and keep what was learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the selected layer, and keep what the others learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the selected weight or neuron while the rest learns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the course of the selected weight or neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Be the optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn weights yourself, against gradient descent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let trainings race that differ in one thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train the network with TensorFlow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again from the same initial weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make fewer updates a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make more updates a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One update back in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the network as it was one update before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One update forward in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the network as it was one update later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One checkpoint back in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the checkpoint before: a moment that is kept whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One checkpoint forward in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the next checkpoint: a moment that is kept whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the newest update again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to what was trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back the parameters that were there before your changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop when training goes wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause when the loss explodes or the network only guesses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the digit in the copied picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the network a random example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go one step forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go one step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next phase of the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the start of a phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the start of the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the end of the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make exactly this update with TensorFlow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check slope …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the gradient of the current weight with finite differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this step of the walk as plain text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this step of the walk as Markdown with formulas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as LaTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this step of the walk as LaTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit diagram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart the backend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart TensorFlow with the newest weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart TensorFlow when it has ended or does not answer, and train on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all text larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all text smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text as the desktop has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all text in the size that the desktop asks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put all panels back in their first places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what TensorFlow has printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys, and what they do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What am I looking at?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a part of the window to read what it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you can do with Netglow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start each digit on an empty pad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the pad when you draw again after a pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See versions and licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved networks …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open or discard what was not saved when Netglow closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart a lost backend by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backend log …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Netglow</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActivationView</name>
    <message>
        <source>All activation functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron’s own function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to look at it; the network stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture: with one other output, whose z is 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shade: f is about flat here, f′ almost 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron}: {function}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An input has no activation function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no training examples, so there is no histogram of z.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>In place of {own}, with the same z: f′ is almost 0 for {share} of {examples} training example(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>z is not a finite number for {broken} of {examples} example(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>f′ is 0 wherever it exists, for {examples} example(s) as for any other: gradient descent learns nothing through this function.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dead: z is at most 0 for the {examples} training example(s) looked at. a and f′ are 0, so this neuron learns nothing.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saturated: for {share} of {examples} training example(s) a is near an end. f′ is almost 0 there, so this neuron hardly learns.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>f′ is not near 0 for any of {examples} training example(s): this neuron can learn from each.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For {share} of {examples} training example(s) a is near an end, where f′ is almost 0: this neuron hardly learns there.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For {share} of {examples} training example(s) z is at most 0. a and f′ are 0 there: this neuron learns nothing.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For {share} of {examples} training example(s) f′ is almost 0: hardly anything is learned there.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>z from {low} to {high}: {count} of {total} example(s) ({share}). In the middle f = {a}, f′ = {slope}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>z of the {of} example(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>z of {examples} of {of} example(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Softmax depends on all {neurons} z of its layer. The curve shows a over this z alone, the others as they are for the example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax depends on all {neurons} z of its layer. The curve shows a over this z alone, the others as they are for an input of zeros.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example: z = {z}, a = f(z) = {a}. Slope{n}f′{n}={n}{slope}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an example under Data: a dot and a tangent show its z.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Backend</name>
    <message>
        <source>It began a message and did not go on with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend sent nonsense, so Netglow ended it. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend could not start: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Breaking</name>
    <message>
        <source>This network is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole network again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole network trains on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curve of the damage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place}: {score}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{score} against the share of weights pruned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{score} against the bits kept of a weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the selected neuron off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights into and out of it, and its bias, are 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch all biases off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All biases are 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch all biases on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another activation for the hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have all hidden layers another activation; weights stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change activation of the hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw other noise of the same size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw other noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the weights that is pruned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The smallest weights of all layers become 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prune weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bits kept of each weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights are rounded to evenly spaced levels, from minus the largest weight of the layer to plus: 3 levels with two bits, 7 with three, 15 with four. One bit keeps the sign alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise on weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random numbers are added to the weights: 100 % are as large as the weights of the layer are spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put noise on weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise on inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random numbers are added to the inputs, of the example that is shown and of those it is measured on: 100 % are as large as these are spread. Maps go without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put noise on inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all 32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch layer {number} off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All neurons of hidden layer {number} are off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pruned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch layer {number} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch on {neuron}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch off {neuron}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the damage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How good it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the curve is against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curve says how good the network is at each share, or bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share pruned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bits kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the damage part of the network: training goes on from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no examples to measure on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being measured …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all biases 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise on weights {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise on inputs {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden layers {activation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {number} off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neurons off: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron} off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bits}-bit weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why 2 bits can be worse than 1:
With 2, a weight becomes −, 0 or + the largest of its layer.
So {share} of the weights that are not 0 become 0.
1 bit keeps all their signs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of the weights pruned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{score} {before} → {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{score} {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RMSE {before} → {after}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ByHand</name>
    <message>
        <source>{symbol} of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the target</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>There is no device {name} here; TensorFlow sees {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but this TensorFlow computes on the CPU only; there is a variant for GPUs, which packaging/build.py --gpu builds on Linux.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but this TensorFlow computes on the CPU only; on Linux, pip install &apos;tensorflow[and-cuda]&apos; brings one that uses it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but TensorFlow cannot use it: its driver is missing or too old for CUDA 12; update the driver.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but TensorFlow cannot use it: the CUDA libraries are missing or too old for the driver; pip install &apos;tensorflow[and-cuda]&apos; brings them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no curve “{name}”; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no gate “{name}”; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no input “{name}”; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no shape “{name}”; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no activation “{name}”; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no dataset “{name}”; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no initialiser “{name}”; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no loss “{name}”; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no optimizer “{name}”; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no schedule “{name}”; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no unit “{name}”; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file can be called “{file}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is a pipe or a device, not an ordinary file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is too large: Netglow reads {most:,} bytes at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason}. The new contents are in {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A layer must have 1 to {most} neurons, not {neurons}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network must have 1 to {most} inputs, not {inputs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network must have 1 to {most} layers after its input, not {layers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss {loss} needs an output layer with {allowed}, not {output}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The loss {loss} needs an output layer of {count} neuron(s), not {neurons}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Handwritten digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network that Netglow starts with, untrained: 256-64-32-10</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handwritten digits, trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network that has learned to read: draw a digit on the pad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One layer by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x = (1, −1) gives z = (4, −2) and, through the sigmoid, a = (0.98, 0.12)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three layers by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x = (1, −1) gives (0.98, 0.12), then (0.86, 0.11), then (0.62, 0.83)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} or {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason} - at {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is cut off: the end of it is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a picture that can be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture for {path} cannot be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is too large: {width:,} × {height:,} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message of {length} bytes is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message of protocol {version} came; this version of Netglow speaks protocol {own}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last message was cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a message: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network came without data, so there is nothing to train on. Choose some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no examples to train on yet. Draw some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs {inputs} with targets {targets} do not fit a network {network}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Training stopped after {count:,} update(s): the loss is no longer a finite number. A smaller learning rate usually helps; Reset begins again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There is not enough memory for this network with this batch size. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend could not do that. {kind}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given examples hold {most} numbers at most, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example {number} to train on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example {number} to test on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{example} has a wrong number of inputs: {found}, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{example} has a wrong number of values: {found}, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{example} has a number that is not finite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There must be at least one example to train on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{example} has the label {label}; labels go from 0 to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There must be at least two classes, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every class must have a name of its own, unlike these: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two classes need two output neurons, or one, not {neurons}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One output neuron for two classes needs {allowed}, not {activation}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>There are {count} class(es), which need as many output neurons, not {neurons}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There must be as many units as values, {count}, or none, not {units}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>For {count} value(s) there must be as many output neurons, not {neurons}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There must be at least one value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss {loss} compares probabilities of classes; values need another, such as {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outputs of softmax sum to 1, which values do not; they need another activation, such as {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The learning rate must be above 0 and at most 1000, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A batch must have 1 to 65536 examples, not {size}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be at least 0 and below 1, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epsilon must be above 0 and at most 1, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>l2 must be at least 0 and at most 10, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>l1 must be at least 0 and at most 10, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A schedule takes 1 to 1000000000 updates, not {updates}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be above 0 and at most 1, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be at least 0 and at most {most:g}, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop_after in updates must be a whole number, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seed must be a number from 0 to 4294967295, not {seed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of inputs differs: {count} in the examples, {inputs} in the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an experiment: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A history is [points, {columns}], not {shape}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These parameters do not fit a network {network}: their shapes are {shapes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its netglow.json is wrong: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not a saved network: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not a saved network, or is damaged: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be opened: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its table of contents names other parts than it has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its format is {format}; this version of Netglow reads formats 1 to {newest}. It was made by a newer version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its format is {format}; this version of Netglow reads formats 1 to {newest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {part} is compressed in a way that is never used here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {part} is larger than it can be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {part} does not have the size that it says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {part} does not have as many numbers as it says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {part} is not an array.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {part} has an impossible shape: {shape}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {part} is {kind} {found} in Fortran order, not {wanted} {shape}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {part} is {kind} {found}, not {wanted} {shape}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The optimizer {name} has {count} slot(s), not {found}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Slots cannot be {count} update(s) old after {made}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The optimizer&apos;s slots are not shaped like the parameters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each neuron learns its own α.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outputs sum to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture must have at least one row and one column, not {rows} × {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A point must have at least one coordinate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A point must have as many ranges as coordinates, {count}, not {ranges}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a point of the plane has inputs made of coordinates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row must have at least one number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every input must be there once, unlike these: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is around the sheet was taken away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A frame was taken away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper&apos;s lines were taken away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Specks were taken away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture shows several digits: they are read one by one, from left to right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is blank: no digit is in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than a digit is in the picture: the answer may be wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There must be 1 to {most} curves, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A drawn curve has {count} heights, not {found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A drawn curve stays between −{most:g} and {most:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A gate has 2 or 3 inputs, not {inputs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network needs at least one input: switch one on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There must be {least} to {most} points, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The noise must be 0 to 1, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of examples to test on must be 0 to 0.9, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of examples to select by must be 0.05 to 0.8, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seed must be 0 to 4294967295, not {seed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part is of a whole source, without a limit of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These data have too few examples: some must be held back, and others to test on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points have 2 to {most} classes, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Each of {count} point(s) must have two coordinates.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Points must lie between −{most:g} and {most:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A point is of class {label}; classes go from 0 to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>There are {count:,} point(s), and at most {most:,} can be drawn on. Choose fewer.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Points can be drawn only where there are classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {most:,} points, and no more fit. Erase some to draw others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gates by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AND by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One neuron that steps: b = −3, w = (2, 2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OR by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One neuron that steps: b = −1, w = (2, 2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XNOR by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AND and OR in a hidden layer. Turn a weight: the answer flips, or stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XNOR by hand, with sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same weights. Turn one a little: all moves a little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To train in seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR: two hidden neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each hidden neuron draws a line. XOR is 1 between the two. Train it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR: without activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same network, linear: it is one line, and never gets all rows right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No hidden layer: one line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One line parts two clouds. Choose the circle as data, and it cannot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One hidden layer of 8: a convex region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eight lines fence in the class in the middle. Train it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two hidden layers: any region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second layer combines the regions of the first, even to a checkerboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spiral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two arms wound round each other. Watch the regions curl up with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sine of eight steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each hidden neuron is a smooth step. Eight of them add up to the curve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is damaged: it cannot be unpacked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} refers to other files. A drawing must hold all that is seen in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is damaged: it is not a whole drawing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is too large a drawing: it has too many parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Training has made its {count:,} update(s) and stopped.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Training has made its {count:g} epoch(s) and stopped.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>On the whole training set, the loss is {loss:.4g}, under {limit:g}. So training has stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the whole training set and without dropout, the loss is {loss:.4g}, under {limit:g}. So training has stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The test loss has not fallen for {count:,} update(s). So training has stopped and gone back to update {best:,}, where it was lowest: {loss:.4g}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The training loss has not fallen for {count:,} update(s). So training has stopped and gone back to update {best:,}, where it was lowest: {loss:.4g}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Only hidden layers can be changed: the data decides the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network has no hidden layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A layer has at most {most} neurons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>This layer has {count} neuron(s), and not these.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A layer keeps at least 1 neuron. You can remove the whole layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network has at most {most} layers after its input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate: too small, right, too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same start, same examples. Small steps hardly get anywhere; too large ones jump over the valley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD, momentum, Adam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All have the same learning rate. Momentum gathers speed; Adam gives each weight a step of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigmoid or ReLU in a deep network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six hidden layers. Each sigmoid makes the gradient smaller: the first layers learn nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initial weights: zeros, too large, Glorot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From zeros all neurons stay the same. Too large, they are saturated. Glorot&apos;s are just right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 times Glorot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch: 1, 32, all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One example points somewhere, all of them straight down. The more of them, the calmer the curve, and the dearer the update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>32 examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all 140 examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its runs.json is wrong: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two of its runs have the same id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its list of runs is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The times of a run are no times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record has updates {first} to {last}, not {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates {first} to {last} are not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment of this training takes {size:.1f} MB. Its record may take {bound:.1f} MB, so nothing is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that trained it ended. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that trained it did not answer any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of examples must be 0 (all) or more, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is varied twice; once is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sweep has 1 to {most:,} seeds, not {value:,}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run makes 1 to {most:,} updates, not {value:,}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sample has 1 to {most:,} settings, or 0: all; not {value:,}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sweep has {most:,} runs at most, not {value:,}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a sweep: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not say which sweep it is of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not the journal of a sweep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is the journal of another sweep. Give it another name, or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is being written by another Netglow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the journal of its sweep is wrong: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has a run that the sweep has not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden layers are written like 8, 8-8, 16:tanh-8 or none, not “{value}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The data has {count:,} example(s) to train on, not {wanted:,}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A sweep needs data to train on. Choose some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data “{source}” has no noise to vary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data “{source}” has all its examples, always.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be varied; these can: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To vary {name}, give 1 to {most} values, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has the value {value} twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be “{value}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be a whole number, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A range has 1 to {most:,} values, not {count:,}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A range goes from one finite number to another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only numbers above 0 can be spaced logarithmically.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {low:g} to {high:g} there are 2 values or more, not 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is varied is written like learning_rate=0.01,0.1, not “{written}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A range is written like log:0.001:1:4, not “{written}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share that is pruned is 0 to 1, not {share}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights keep 1 to {most} bits, or all, not {bits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise is 0 or more, and finite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A seed is 0 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{activation}: the gradient vanishes on its way to the first layer. With {depth}, it is {first:.2g} there and {last:.2g} in the last layer, {times:,.0f} times more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{activation}: the gradient does not reach the first layer. With {depth}, it is 0 there and {last:.2g} in the last layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{activation}: the gradient does not vanish on its way to the first layer. With {depth}, it is {first:.2g} there and {last:.2g} in the last layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{activation}: with {depth}, the gradient is {first:.2g} in the first layer and {last:.2g} in the last one. One seed does not tell whether that is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{activation}: depth harms. The training loss is {shallow:.2g} with {few} and {deep:.2g} with {many}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{activation}: depth helps. The training loss is {shallow:.2g} with {few} and {deep:.2g} with {many}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{activation}: depth makes no clear difference. The training loss is {shallow:.2g} with {few} and {deep:.2g} with {many}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{activation}: the training loss is {shallow:.2g} with {few} and {deep:.2g} with {many}. One seed does not tell whether that is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a paper, not from this run: words that speech recognition gets wrong (Seide, Li and Yu, 2011)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons in each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong words in %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How large the gradient is in each layer at the end: the median |∂C/∂w|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear networks against the product of their matrices in float64: the largest difference of the outputs, before their activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{said}. {diverged} of these {count} run(s) diverged and are left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{said}. One of these {count} run(s) diverged and is left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Too few runs have come to an end to say anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} hidden layer(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} hidden neuron(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>no hidden layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{data}: deep beats fat. {high:.1%} of the test examples are right with {best}, {low:.1%} with {fat}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{data}: fat beats deep. {high:.1%} of the test examples are right with {fat}, at best {low:.1%} with {best}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{data}: neither deep nor fat wins clearly. {low:.1%} of the test examples are right with {fat}, {high:.1%} with {best}, and other seeds alone make ± {spread:.1%}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{data}: {low:.1%} of the test examples are right with {fat}, {high:.1%} with {best}. One seed does not tell whether that is luck.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{data}: deeper is not always better. {score:.1%} of the test examples are right with {deepest}, {high:.1%} with {best}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All these networks have {least:,} to {most:,} parameters, {share:.1%} apart: what differs is the depth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These networks have {least:,} to {most:,} parameters, {share:.1%} apart: depth is not all that differs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More examples close the gap: with {many} it is {few:.2g} for {least} examples and {all:.2g} for {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More examples do not close the gap: with {many} it is {few:.2g} for {least} examples and {all:.2g} for {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More examples do not clearly change the gap: with {many} it is {few:.2g} for {least} examples and {all:.2g} for {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {many}, the gap is {few:.2g} for {least} examples and {all:.2g} for {most}. One seed does not tell whether that is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gap is {low:.2g} at noise {least:g} and {high:.2g} at {most:g}. One seed does not tell whether that is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L2 of {value:g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout of {value:.0%}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {examples}, the gap between test and training loss grows from {narrow:.2g} with {few} to {wide:.2g} with {many}: this is overfitting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {examples}, the gap between test and training loss shrinks from {narrow:.2g} with {few} to {wide:.2g} with {many}: no overfitting by width.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {examples}, width does not clearly change the gap between test and training loss: {narrow:.2g} with {few}, {wide:.2g} with {many}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {examples}, the gap between test and training loss is {narrow:.2g} with {few} and {wide:.2g} with {many}. One seed does not tell whether that is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {examples}, the test loss is lowest with {best}: {low:.3g}. With {most} it is clearly higher, {high:.3g}: that is too much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {examples}, the test loss is lowest with {best}: {low:.3g}. But with {most} it is not clearly higher: {high:.3g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {examples}, the test loss is {low:.3g} with {best} and {high:.3g} with {most}. One seed does not tell whether that is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {examples}, the test loss is lowest with {best}, the most that were tried: {low:.3g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Early stopping after {count:,.0f} update(s) without a better test loss</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{remedy}: this helps. The test loss is {with_:.3g}, without it {without:.3g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{remedy}: even this makes it worse. The test loss is {with_:.3g}, without it {without:.3g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{remedy}: even this makes no clear difference. The test loss is {with_:.3g}, without it {without:.3g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{remedy}: the test loss is {with_:.3g}, without it {without:.3g}. One seed does not tell whether that is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This value was chosen from those tried by this very test loss. So its test loss looks a little better than it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} training example(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Noise opens the gap: it is {low:.2g} at noise {least:g} and {high:.2g} at {most:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise closes the gap: it is {low:.2g} at noise {least:g} and {high:.2g} at {most:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise does not clearly change the gap: it is {low:.2g} at noise {least:g} and {high:.2g} at {most:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Early stopping looks at the test loss to choose when to stop. So its own test loss looks a little better than it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Right: {low} to {high}. The training loss is lowest with {best}: {loss:.2g} after {count:,} update(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Right: {best} alone. The training loss is {loss:.2g} after {count:,} update(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>With none of these rates anything is learned: the loss is {loss:.2g} at best, with {best}. One answer for all examples has {ignorant:.2g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too small: {high} and below. With {low} the loss is still {loss:.2g} after all these updates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of them is too small, not even {low}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too large: {low} to {high}. With {high} the loss is still a number, but it ends at {loss:.2g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too large: {low}. The loss is still a number, but it ends at {loss:.2g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of them is too large, not even {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Diverged: {low} and above. In {fell} of {count} such run(s) the loss was no longer a number.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No run diverged, not even with {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every run diverged: all these rates are too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are runs of one seed each: with another one, the borders may lie elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear layers are one layer: the product of their matrices gives the same outputs, but for rounding. They differ by at most {difference:.1g}, in numbers up to {size:,.0f} (networks looked at: {runs}, with up to {deepest}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here the outputs and those of the product of the matrices differ by up to {difference:.1g}, in numbers up to {size:,.0f}: more than rounding usually makes (networks looked at: {runs}, with up to {deepest}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So depth makes no clear difference: {first:.1%} of the test examples are right with {few}, {last:.1%} with {many}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yet depth changes what training finds: {first:.1%} of the test examples are right with {few}, {last:.1%} with {many}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first:.1%} of the test examples are right with {few}, {last:.1%} with {many}. One seed does not tell whether that is luck.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {activation} between them, layers are more than one: {score:.1%} of the test examples are right with {count}, {linear:.1%} with as many linear ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {activation} between them, layers do worse here: {score:.1%} of the test examples are right with {count}, {linear:.1%} with as many linear ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {activation} between them, layers do not clearly better here: {score:.1%} of the test examples are right with {count}, {linear:.1%} with as many linear ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {activation} between them, {score:.1%} of the test examples are right with {count}, {linear:.1%} with as many linear ones. One seed does not tell whether that is luck.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The more neurons, the smaller the error: its mean square is {first:.2g} with {few} and {last:.2g} with {many}, {times:,} times less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The more neurons, the smaller the error: its mean square is {first:.2g} with {few} and {last:.2g} with {many}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More neurons made the error larger here: its mean square is {first:.2g} with {few} and {last:.2g} with {many}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More neurons did not clearly change the error here: its mean square is {first:.2g} with {few} and {last:.2g} with {many}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean square of the error is {first:.2g} with {few} and {last:.2g} with {many}. One seed does not tell whether that is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>At {fell} of the {count} step(s) to more neurons it fell clearly, at {rose} it rose clearly.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The lowest is {low:.2g}, with {best}. More of them could follow the curve even better, but training did not find how.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are too few examples to hold some back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These data hold no examples back to test on. Give them a share to test on first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A population has {least} to {most} networks, not {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {least} to {most} generations, not {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A child is trained for {least} to {most} updates, not {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The price of a parameter is {least} to {most}, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of this population {least} to {most} can live on unchanged, not {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tournament has {least} to {most} networks, not {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {least} to {most} hidden layers at most, not {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A hidden layer has {least} to {most} neurons at most, not {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seed must be {least} to {most}, not {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R² {score:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from no. {parent}: {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>No. {number}, a network {network} with {count:,} parameter(s), has won: {validation} on the validation examples, which selected it. On the test examples it comes to {test}. Neither training nor selection had seen them, and in this evolution it was the first look.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No. {number}, a network {network} with {count:,} parameter(s), has won: {validation} on the validation examples, which selected it. On the test examples it comes to {test}. Neither training nor selection had seen them; but with those it branched from this was look {looks}, and who chooses after a look has used them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>one neuron more in layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one neuron fewer in layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} neuron(s) more in layer {layer}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} neuron(s) fewer in layer {layer}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>a new layer {layer} with {activation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer} taken out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{after} instead of {before} in layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning rate {after:g} instead of {before:g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one of the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A race needs data to train on. Choose some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network {network} from its start, once for each of these. Nothing else differs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It begins with one neuron, which draws one line. How many are enough?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines are not enough. Does it find a second layer, or a wide first one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits, small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2,000 handwritten digits. Each neuron more costs 267 parameters: when is it worth its price?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deep or fat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same number of parameters, in one wide layer or in up to seven narrow ones: look which gets more test examples right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much is too much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More and more neurons, few and many examples: look at the gap between the loss on test and on training examples. Then see what noise does to it, and what helps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From 0.00001 to 10, everything else the same: look where the loss has hardly fallen, where it is lowest, and where it is no longer a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation and depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deeper and deeper networks of the same width: look how the loss goes with the depth, and beside it how small the gradient is in the first layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No activation, no depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear layers, more and more of them: see whether they get more right than no hidden layer, and whether one matrix gives the same outputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Universality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One hidden layer of 1 to 64 neurons learns a drawn curve: look how the error goes with their number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python loops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One dot product a neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One matrix product a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole batch at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain TensorFlow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compiled TensorFlow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every input is multiplied by its weight, one after the other, as on paper. Python looks at each number before it multiplies it, and that takes longer than the product.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The inputs of a neuron are a vector, and so are its weights. NumPy multiplies and adds all of them in one call. Python only goes from neuron to neuron.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of a layer are a matrix W. One product a·W gives the sums of all its neurons. Python only goes from layer to layer, and from example to example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All examples are the rows of a matrix A. One product A·W a layer does the whole batch, and each weight that comes from memory serves many examples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same products, by TensorFlow, which shares large ones among the processor’s cores. It is called for each step; where layers are small, the calls take most of the time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorFlow makes one program of all layers, and then runs that. Netglow trains in this way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same program on a graphics card, which makes thousands of products at the same time. Weights and batch are there already. That the answers come back is counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{way} is {times} times as quick as Python loops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{way} takes {times} times as long as Python loops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{way} takes about as long as Python loops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{way} is about {times} times as quick as Python loops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{way} takes about {times} times as long as Python loops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is {times} times as quick as the way above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes {times} times as long as the way above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes about as long as the way above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is about {times} times as quick as the way above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes about {times} times as long as the way above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Stopped after {spent}, {examples} of {count:,} example(s): about {seconds} for all of them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Compiling it took {seconds}, which is not counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no GPU here that TensorFlow can use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>After {count:,} update(s), the loss was no longer a finite number.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{networks} of {count:,} parameter(s) take {size:,} MB of memory, and at most {most:,} MB are given. Have fewer networks, or begin with a smaller one.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} network(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>So far ({ended:,} of {count:,} run(s)):</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This network has {count:,} weight(s). The most that are timed here are {most:,}: choose a smaller width or depth.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This network needs {count:,} product(s) for a batch of {batch:,}. The most that are timed here are {most:,}: choose a smaller width, depth or batch.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Course</name>
    <message>
        <source>Course of what is pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δ: change in one update. No examples, no gradients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Δ: change in one update. Gradients: of %n training example(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Update {first}. {gradients}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates {first} to {last}. {gradients}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let go of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} are pinned. Let go of one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let go: its course is no longer shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin: show its course over the updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop following its course</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow its course</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}, from {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurveFit</name>
    <message>
        <source>Curve fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at the curve to read it, click to choose an x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw the curve; the right button erases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase a part of the curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output whose parts are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each neuron of the last hidden layer adds to the curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contributions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the curve, to draw another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values at x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thin lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at the curve to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x = {x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: network {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: target {target}, network {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neuron {number}: w·a = {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to neuron {number}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each thin line is w·a of one neuron. All {count} and the bias {bias} sum to {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting from the bias {bias}, each thin line adds w·a of one more neuron. All {count} make {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the {most} that vary most are drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is {activation} of z.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurveLegend</name>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurveTool</name>
    <message>
        <source>Draw on the curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase a part of the curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a curve</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurveView</name>
    <message>
        <source>Curve of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a curve here, from the left to the right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class that Previous, Next and Random choose from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples the network learns from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples the network never learns from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the example in its set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip the examples that the network gets right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>searching …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Misclassified examples only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the data cannot be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only wrong: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DecisionMap</name>
    <message>
        <source>Decision map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the colours show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the colours of the map show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines of a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where each neuron of a layer has z = 0. Of many neurons, those are drawn that the next layer listens to most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points that are not trained on (squares)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the points that are not trained on. A ring marks a wrong answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give every class a map of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shades</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it is unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines of {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n lines of {layer}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Diagram</name>
    <message numerus="yes">
        <source>Gradients: mean over %n.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pulses: the {count} largest of {all} product(s). Wave: all others, {sum} together.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All about 0: this example is learned already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All about 0. The right answer is not known: the target is the network&apos;s own answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All about 0: hardly anything comes back this far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>digit {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer}, {neuron}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neuron {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input a = {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias b = {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Strongest of %n weights in:</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Weights in:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights in that differ most, A − B:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weight} from {neuron}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Strongest of %n weights out:</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Weights out:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weight} to {neuron}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>carries {product}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight w = {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change since the start Δw = {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change in the last snapshot Δw = {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient ∂C/∂w = {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change since update {update} Δw = {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {neuron}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to {neuron}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network diagram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>h{number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These edges could
not be painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} of {all} weight(s)
not finite</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All about 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every pair of layers has its own scale: point here to read them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{pair}: full at |{symbol}| = {scale} (largest {largest}), fades as |{symbol}|^{power}; %n edges cross a pixel</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{pair}: full at |{symbol}| = {scale} (largest {largest}), fades as |{symbol}|^{power}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bars show as many equal edges on top of each other as cross a pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edges that stand out fade as |{symbol}|^{power}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{positive}: positive weight; {negative}: negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{positive}: positive gradient; {negative}: negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{positive}: positive change; {negative}: negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bar: scale of the edges above it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bar: their scale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every pair of layers has its own scale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each pair has its own scale: point here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{positive}: larger in A; {negative}: larger in B.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denser means stronger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stronger the gradient, the denser the colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger the difference, the denser the colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stronger the change, the denser the colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denser: larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denser: stronger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stronger the weight, the denser the colour, layer by layer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stronger the gradient, the denser the colour, layer by layer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger the difference, the denser the colour, layer by layer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stronger the change, the denser the colour, layer by layer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δw: change of each weight since the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δw: change of each weight since update {update}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δw: change of each weight in the last snapshot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>∂C/∂w: gradient of the loss C of the current example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A − B: each weight of A minus the same weight of B.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edges from {left} to {right} could not be painted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Not finite and not drawn: {count} of {all} weight(s) into {layer}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{layers}: edges of %n neurons drawn as {groups} groups of {size}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There is no gradient: the current example has no label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scales are fixed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey: both signs. Fill of a neuron: its activation in A minus that in B; ring: the same of its bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey: both signs. Fill of a neuron: the number named above its layer; ring: bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey: both signs overlap. In a neuron: its activation over x, as a curve; ring: bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey: both signs. Neuron: its activation over the plane; ring: bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey: both signs. Fill of a neuron: activation; ring: bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey: both signs. Neuron: activation; ring: bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>orange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>purple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More: point here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Open a network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of values (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON text (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Netglow could not keep your training for the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save changes to {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close, and lose the evolution?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file holds an evolution. To keep a network of it, open it as a run, and save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Don&apos;t ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The View menu has it ask again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close and keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Netglow keeps what you do not save. The next start offers it to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you do not save is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend has not printed anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what has been printed since then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file called {name} already exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Close, and lose %n evolutions?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>About Netglow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A window onto a fully-connected neural network while TensorFlow trains it.&lt;p&gt;{versions}&lt;/p&gt;&lt;p&gt;Netglow is free software under the MIT licence. Its digits are from MNIST by Y. LeCun, C. Cortes and C. J. C. Burges, under CC BY-SA 3.0.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backend log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DigitPad</name>
    <message>
        <source>Digit pad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit: the network reads it while you draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit here, or drop a picture of one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DigitPreview</name>
    <message>
        <source>Input picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row {row}, column {column}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network sees: one square for each input neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} × {columns} input</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DroppedPicture</name>
    <message>
        <source>Click a digit to let the network read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <source>Drop one network at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Netglow opens files of this computer alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a saved network: those end in {suffix}. A picture of a digit can be dropped on the digit pad.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to open {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>The backend ended with exit code {code}. {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend crashed with code {code}. {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend was killed or crashed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend crashed with signal {number} ({name}). {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend was killed by signal {number} ({name}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer had run out of memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps the computer had run out of memory.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Evolution</name>
    <message>
        <source>TensorFlow is loading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generation {at} of {most}, {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Finished after %n generation(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped after {made} of {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no generation to branch from yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for more generations first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generation {at} cannot go on: to save memory, not all of its weights were kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No. {number}: {network}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{at}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{at}: {name}, branch of {parent} at generation {generation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is to be learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the networks are to learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with the network and the data of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which evolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The evolutions of this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the best in the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the best network in the large diagram as soon as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many networks a generation has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many generations there are, the first one counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For how many updates each child is trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the fitness each parameter costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open as a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this network in the window, to train it on (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop; it goes on later to the same networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the networks evolve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on otherwise from generation {at}, with the numbers that stand here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tree of generations</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n generation(s) of networks, the fittest on top</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Fitness over the generations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>middle half</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>generation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It begins with the network and the data of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{see}

The first networks are being trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{see}

It was stopped before the first generation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can a network find its own structure? Here a population tries. Each child is a copy of its parent with one change, and is trained for a while. The fittest have children: fitness is the score on validation examples, which no training sees, less a price for each parameter. A new neuron begins with weights of 0, and a new layer passes on what comes in, so these two change no answer (as in Net2Net, Chen, Goodfellow and Shlens, 2015). Networks of each depth have their share of the children, so that a new depth has time to learn (after NEAT, Stanley and Miikkulainen 2002). A parent is the fittest of a few that are drawn by lot (as by Real and others, 2017, who found image classifiers so, with a great many computers).

What it is not: a better way to learn. The weights are still learned by gradient descent; chance only proposes structures. In practice people mostly choose the structure themselves, by trial and error, and evolving networks is “not very widespread”, as Hung-yi Lee says in his lectures. It costs many trainings, and another seed may find another structure. A survey: Yao, Evolving artificial neural networks, Proceedings of the IEEE 87, 1999.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An evolution is kept until the window closes. To keep a network, open it as a run, and save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{see}

Press Start. It takes some minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>No. {number}: {network}, {count} parameter(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Validation {score}, fitness {fitness}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its training failed: it has no fitness.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden layers: {activations}. Learning rate {rate}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes from: {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights were not kept, to save memory: it cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From no. {parent}: {change}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before training it gave the same answers as no. {parent}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before it was trained its answers differed from those of no. {parent} by up to {shift}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parent to child</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same network lives on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ancestors of the chosen one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legend of the tree</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Experiments</name>
    <message>
        <source>What is varied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How values are given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A list of values, or so many from one number to another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values, with commas between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many values there are, both ends among them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose from all that there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not vary this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equal factors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End it now. Runs that are made stay; it can go on later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table, or remove the experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save table as CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save table and curves as JSON …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All runs are done. Change something to run more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make these runs; your network goes on undisturbed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the runs that are left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stand still, or go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ended}/{all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ended}/{all}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Paused: {ended} of {all} run(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{ended} of {all} run(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>TensorFlow is loading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ended} of {all}, {time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is plotted upwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Across</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is plotted to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic scale upwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic scale to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the numbers say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready experiments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An experiment that is ready to start, or one of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vary something else, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vary something else, too: every combination is tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vary more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many times each setting is run, each time with other random numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many updates every run makes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings that are tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try so many combinations, chosen by chance, or all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data: {data}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} setting(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} seed(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} run(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} update(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{runs}, {updates} in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One run of {updates}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One setting × {seeds} = {runs} of {updates}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{settings}, one run each of {updates}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{settings} × {seeds} = {runs} of {updates}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget it, and the runs that were made</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Your last experiment was not finished: it made {ended} of {all} run(s) ({varied}).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>the seed alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start an experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file has an experiment, and so have you: yours is still running. Cancel yours first, then open the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show lines that have this in them, or compare: test loss &lt; 0.1, adam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Means over seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line for each setting: the mean over its seeds ± how far they are spread (standard deviation)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been tried yet. Set up what to vary, and start: every run is a line here, with its curve and what it came to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot of the experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A cross: %n setting(s) where a run diverged and none has ended well</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) diverged: a cross</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a value here</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{what} {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to plot yet: no run has both of these values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many neurons each hidden layer has: 8 is one layer, 8-8 are two, none is none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The activation function of all hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How weights are drawn before the first update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number that training makes small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a gradient becomes an update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far one update goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many examples one update uses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much L2 regularisation keeps weights small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much L1 regularisation pulls weights to 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of hidden neurons that an update leaves out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates without a better test loss until a run stops and goes back to its best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many examples there are to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the examples are scattered by chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type values with commas between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} is there twice; once is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is none of these: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L2 λ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1 λ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No column is called “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best test R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best train R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R² on the test examples in the end: 1 is perfect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R² on the training examples in the end: 1 is perfect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best test accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best train accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the test examples that are right in the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the training examples that are right in the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best that was measured on the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss on the test examples in the end: lower is better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss on the training examples in the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test loss less training loss: the larger, the more was learned by heart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best test loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many updates the test loss was lowest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best train loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many weights and biases the network has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many hidden layers the network has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many neurons its hidden layers have together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many updates it has made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long its updates took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What chance begins with: weights and order of examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the loss went, on one logarithmic scale for all: rose on training examples, green on test examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>diverged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ended} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ended} of {all}, {count} diverged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ended} of {all}, {count} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the loss went</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs of the experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no weights here. Train it for as many updates: the result will be the same.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FaceCloseUp</name>
    <message>
        <source>a at every point:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a over x, 0 in the middle:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} from {least} to {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full colour: ±{scale}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Formulas</name>
    <message>
        <source>{first} if {condition}, else {otherwise}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} if {condition}, {second} if {condition2}, else {otherwise}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range: {range}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Freezing</name>
    <message>
        <source>Freeze {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let {what} learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neuron {number} of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen: this weight stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen: the weights into this neuron and its bias stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen: the weights and biases of this layer stay.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Gallery of weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights into each neuron of the first layer, all from −{most} to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Glanced</name>
    <message>
        <source>A network that cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday, {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Growing</name>
    <message>
        <source>Remove a neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a layer here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Growth</name>
    <message>
        <source>The network becomes {network} when TensorFlow has compiled it. It trains on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a neuron to layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a neuron of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change neurons of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is {network} now. It keeps what it learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is {network} now. It answers as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is {network} now. Its answers changed by {most} at most.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandFields</name>
    <message>
        <source>Change by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number. The arrows change it by 0.1, Page Up and Down by 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>Start again at rate {rate:g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to update {updates:,} at rate {rate:g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health of the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start with smaller weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same first weights, with a third of the learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of then, with a third of the learning rate. Undo brings back those of now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or at rate {rate:g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same, but slower. A third of the rate is probably still too high.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw new first weights, none of them far from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on as it is, and say no more of this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remark on the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training loss is still that before this update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A lower rate alone does not heal the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After update {updates:,}, numbers in layer {layer} are no longer finite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After update {updates:,} the loss is no longer finite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By update {updates:,} the loss exploded to {loss}. Guessing would give {usual}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By update {updates:,} the weights of layer {layer} have exploded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By update {updates:,} the network answers no better than the mean of all values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By update {updates:,} the network only guesses: accuracy {score}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The inputs are probably too large: up to {amount}. Numbers near 1 are best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights were probably too large at the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate {rate} is probably too high: one update changed layer {layer} by {amount} times its weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate {rate} is probably too high: one update changed layer {layer} by {share} of its weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate {rate} is probably too high. Layer {layer} suffers most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate {rate} is probably too high.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Layer {layer}: {count} of {of} neuron(s) dead, always 0</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Layer {layer}: {count} of {of} neuron(s) saturated, stuck near an end</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Layer {layer} hardly learns: its gradients vanish</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>What the network is made of: layers, activation functions and the loss. Neurons and layers come and go, and what was learned stays. Any other change begins a new training. Undo brings back what was learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the network learns. An update moves every weight a little against its gradient. A batch is the examples that one update looks at. An epoch is one pass through all training examples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network learns from, and which example is shown. Training examples teach it. Test examples only measure it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit here. The network reads it while you draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network. A disc is a neuron; a line is a weight, {positive} where it is positive and {negative} where it is negative. The larger the weight, the stronger the line. A disc&apos;s fill shows the neuron&apos;s output for the example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network gets of each point: its coordinates, or what is made of them. The picture shows where that is positive, {positive}, and negative, {negative}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network answers for the example: one bar for each class or value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected neuron from close by. z is the sum that goes in, and a is what comes out. The curve is its activation function. Type another weight or bias in a field, and all that follows from it changes at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The numbers that go into the network. Type your own, and it answers at once. The target says what the answer should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curve that the network makes of x, and the examples that it learns from. Thin lines show what each neuron of the last hidden layer adds. Draw a curve of your own: the network follows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw points of your own. The network learns them at once while it trains. Every drag can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network answers everywhere on the plane. Discs are training points, squares test points; a broad ring means a wrong answer. Point anywhere: every neuron shows what it says there. Click a point to choose it, or anywhere else to make an example of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each neuron of the first layer looks at: its weights, as a picture. Click one to select its neuron.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The examples as a layer of the network sees them. Drag the slider: layer by layer the points move, and the grid of the plane bends with them. Points of one class come together where a layer has learned something. Click a point to show its example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The course of what you pinned, over the updates: a weight or a bias, its gradient, and its change in one update. Where the gradient is near 0, little changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A game against gradient descent. Turn weights and biases yourself and watch the loss. Then see what as many updates would have made of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every training of this window, each below the one that it was made from. Reset, a new structure or other data begin a new run beside the old ones. A tick shows its curves in the charts. A double click shows the run itself: you can train it on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many trainings that differ in what you vary, several at a time. Each is a line of the table, with its curve; the plot shows one column against another. A double click opens a line as a run of this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damage the network and see how good it still is. Switch neurons off, prune or round weights, add noise. The pictures show the damaged network; training goes on with the whole one. The dot is where it is now, the dashed line is the whole network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answers of the network, computed in seven ways: from Python loops, number by number, to one product of matrices for a whole batch, and on to TensorFlow. Each is timed here and now. A step to the right of the axis is ten times as long. Click a way to read what it does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A population of small networks that find their own structure. Each column is a generation, the fittest on top, with lines to the parents. A click says what a network changed. A double click shows it in the window: you can train it on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every row of the data on its way through the network. z is the sum that goes into a neuron, and a is what comes out. Click a row to show it everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How training goes. Loss says how wrong the network is; 0 is perfect. Where training loss falls and test loss rises, the network learns by heart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One example on its way through the network and back, step by step, with every number. It ends with one update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The activation function f of the selected neuron, and its slope f′. The dot is the example, the line through it is the tangent. The bars are the z of the training examples. Shaded is where f is about flat, so that hardly anything is learned. A click on another function looks at it; the network stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the numbers of each layer are spread, all layers over one scale. A mark tells where neurons are dead or saturated, or where gradients vanish. Beside it stands how far an update moves the weights for their size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss of the training set over numbers of the network: a curve over one weight or bias, a map over two, or over two directions in which all change. Gradient descent walks down it; its next step is the arrow. Select an edge or a neuron to look at its weight or bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wheel, + and −</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>click, arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a weight, a bias or an input by 0.1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl and wheel, or Ctrl and drag where it is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change it by 1, or by 0.01</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift or Alt, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter, double click on a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>double click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be done here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curve fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose or make an example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>click, drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>← and →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw the curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E, or the right button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E, or Shift with any tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom along the epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histograms and activation functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read a bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mouse, arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at another function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the neuron’s own function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guide is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Histograms</name>
    <message>
        <source>Histograms by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update ÷ weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sizes, by powers of ten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{positive} &gt; 0, {negative} &lt; 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which numbers of each layer are counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes on a logarithmic scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show sizes by powers of ten, without their signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biases b</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>δ = ∂C/∂z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradients ∂C/∂w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How large the weights of each layer are. A high bar: many of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How large the biases of each layer are. A high bar: many of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no training examples to measure this with. Choose some under Data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {of} saturated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradients vanish</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>What the neurons of each layer put out, for {examples} of the {of} training example(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>How much the loss C changes with each neuron’s sum z, for {examples} of the {of} training example(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>How much the mean loss C of {examples} of the {of} training example(s) changes with each weight.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} of {of} neuron(s) dead</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dead: {count} of {of} neuron(s), always 0 for the examples that were looked at. So nothing is learned there.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saturated: {count} of {of} neuron(s), near an end of the range for nearly all examples. So hardly anything is learned there.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Gradients vanish: their median size is {size}, less than 10⁻⁴ of the largest layer’s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no number is finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all are 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median |{symbol}| {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer}: {low} to {high}: {count} of {total} ({share})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer}: {middle}, largest {largest}, {zeros} of {total} are 0. These were counted, of {of} in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer}: {middle}, largest {largest}, {zeros} of {total} are 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known: there are no training examples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer}: the last update moved the weights by {value} of their size. About 10⁻³ is healthy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer}: one more update, with a batch of training examples, moves the weights by {value} of their size. About 10⁻³ is healthy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far one update moves the weights of a layer, for their size. In the shade, around 10⁻³, a layer learns well. More makes training unsteady, less makes it slow.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InputSwitches</name>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the input {name} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the input {name} off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network gets {name} of each point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network does not get {name} of a point.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a neuron in the diagram to see its weights here, or an edge to see its numbers.

The arrow keys move from neuron to neuron.

Ctrl and the wheel change what is under the mouse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights, ± {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Strongest of %n weight(s) out, to {layer}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Strongest of %n weight(s), by row and column</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Strongest of %n weight(s) in, from {layer}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Kept</name>
    <message>
        <source>Unsaved network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all {count} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all unsaved networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it. The File menu and the next start offer it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your last network was not saved. Open it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Netglow kept these networks. No file of yours holds them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {network}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this network. Undo brings back the one before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard {network}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw this network away for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Netglow cannot keep unsaved work at the moment: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another window has opened this network already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Landscape</name>
    <message>
        <source>layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>across</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer of parameter {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where parameter {number} comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neuron of parameter {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer that the weight leads into; layer 1 is the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron of the layer before, from 1 on, that the weight comes from. 0 stands for the bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron that the weight leads into, from 1 on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is seen, or is under the mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over what the loss is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over what the loss is shown: one weight or bias (a curve), two of them, or two directions in which all of them change (maps)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One weight or bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two weights or biases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along the gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paths of the optimizers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show where SGD, momentum, RMSprop and Adam go from here at the set learning rate, all training examples a batch. Only what the map is over moves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates of each optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many updates of each optimizer are shown, 1 to 200</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other loss beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show cross-entropy and squared error of the same network and data beside each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is usually seen, the network near the middle. Wheel, + and − zoom; dragging and arrows move. (0 or double-click)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the network the numbers of the place that you clicked at. Undo takes it back. (Enter marks the middle.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a place of the landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squared error beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture of the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against the gradient →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a random direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↑ a random direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without training data there is no loss. Choose data in the Data panel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is being computed …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A weight or a bias is not a finite number, so there is no place to look from. Undo, or reset the training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step is small. The loss falls further than it is drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step is about right: it goes down, and not past the lowest place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step is about right: it goes well down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step is large: it goes past the lowest place, but ends lower than here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over the hill: the step is too large, and the loss is higher where it ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step is so large that it jumps over a hill into another valley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step is far too large: where it ends the loss is not finite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both are frozen: neither takes a step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is frozen: it takes no step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flat: the loss is the same everywhere here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The input that the weight comes from is 0 in all of these examples, so the weight does nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps the neurons behind are dead (they answer 0 to every example) or saturated (at an end of their range).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} = {value}: loss {loss}, slope {slope}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss here: {loss}. After a step of gradient descent at rate {rate}: {after}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} = {value}: loss {loss}, slope {slope}. A step of gradient descent at rate {rate}: {change}, to a loss of {after}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slope is about 0 here: gradient descent hardly moves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The step is small: about {count} such step(s) lead to the lowest place.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Across: straight down, against the gradient after {count} update(s). Up: a random direction, larger where weights are.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient is 0 here: both directions are random.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hatched: the loss is not finite there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Mean over the {count} training example(s), at update {made}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mean over {count} of {all} training example(s), always the same ones, at update {made}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{where}:  loss {loss}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} {loss}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}:  {losses}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LandscapeLegend</name>
    <message>
        <source>network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tangent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>path so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} → {loss}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legend of the loss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerPanel</name>
    <message>
        <source>Examples that are not trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the examples that are not trained on, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid of all inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show how the layers bend a grid that is straight at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show beside it what the untrained network made of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid of the plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line of all x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>━ here the answer changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour: the right value of {name}, from {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerView</name>
    <message>
        <source>What the layer made of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the input to the output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag, and the points move from layer to layer. Arrow keys go on a little, Page Up and Page Down a whole layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the points move through all layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The examples as the layer sees them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{one} → {other}: {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer}: {details}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>component {number}: {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every point moves straight from its place in one layer to its place in the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A sample of {count} of {total} example(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The axes are turned, so that nothing spins on the way here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no examples yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training example {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{right}, answered {said}: {which}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now: update {updates}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network came without data. Choose data, and see it fold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The examples are on their way through the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number: the points lie along a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number: the points lie along a line. Height only keeps them apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two numbers: each point lies at its values. The output parts them by one straight line, the dashed one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two numbers: each point lies at its values, as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is one example alone: it lies in the middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Principal components are the directions in which the points differ most. These two hold {share} of their variance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The axis is turned, so that nothing changes sides on the way here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values of {layer} are not finite: nothing can be drawn. Reset, and train with a smaller learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All neurons of {layer} are dead: they give 0 for every example, and all points fall on one place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To {layer} all examples are alike: all points fall on one place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, not finite: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside the picture: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LossPanel</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss on a logarithmic scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the loss on a logarithmic scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{loss}. {score}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss has not been finite since epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll to zoom, drag to move, press A to see everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seconds of training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>second {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: train {train}, {set} {test}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run}: {train}, {test}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss and accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no data to train on. Choose some under Data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss and accuracy appear here with the first measurement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Train to see loss and accuracy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapFoot</name>
    <message>
        <source>{where}:  {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}:  no answer, not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legend of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no points yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many points to say which are answered wrongly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red: −η·∂C/∂w of each mistake, {factor} times as long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow: the weights, w = ({first}, {second}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stronger: more certain. Line: the answer changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stronger colour: more certain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong: the two likeliest classes are nearly equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stronger colour: further from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The likeliest class alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red: not what the nearest training point says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has changed since the last pause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten steps of the value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red: far from the nearest training point&apos;s value.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map of the plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neuron {number} of {layer}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Matrices</name>
    <message>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>example {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>biases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>column {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last row holds the biases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{symbol}: {count} of {all} number(s) not finite.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A pixel is the mean of several numbers ({matrices}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before}, times the derivatives of softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{equation}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before}, times {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before}, plus {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before}, minus {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before}, times, number by number, {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before}, equals {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before}, becomes {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before}, and {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before}, divided by {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the derivatives of softmax times {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>activation of {argument}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss of {argument}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>derivative by z of the loss of {argument}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean over the examples of {argument}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{symbol} transposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{symbol} of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{symbol}, {rows} by {columns}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matrices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The matrices of the walkthrough appear here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {what} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a neuron to this layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a layer behind this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save values …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds of training</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkPanel</name>
    <message>
        <source>Neurons of layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation of layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready-made networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation of the output layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a hidden layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initialiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given, not drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n input(s), {rows} × {columns}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A network has at most %n layers</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The slope of {name} is 0, so gradient descent learns nothing at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slope of {name} is 0, so gradient descent learns nothing in layer 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slope of {name} is 0, so gradient descent learns nothing in layers 1 to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons of the output layer: one for each value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons of the output layer: one, which tells two classes apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons of the output layer: one for each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose ready-made hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation of the output layer. The loss decides which ones are possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add hidden layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number that training makes small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initialiser: how the weights are drawn before the first update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same initial weights and the same order of examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw new initial weights, with a random seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What gradient descent cannot learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the last change did</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change activation of output layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change activation of layer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose layers {sizes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change initialiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n input(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Add a hidden layer before the output layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sizes} (no hidden layer)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} weight(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} bias(es)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} slope(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Restart and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not printed anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what the backend has printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend is the part that runs TensorFlow. Your network is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the backend has printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy version, what happened, and what the backend has printed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not finite</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptimizerWords</name>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the last update that is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the mean squared gradient that is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β₁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β₁: share of the mean gradient that is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change β₁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β₂</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β₂: share of the mean squared gradient that is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change β₂</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnInput</name>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which class is right for this input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number: the network answers at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pace</name>
    <message>
        <source>Full speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 update in {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{number} update(s)/s</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Pace of the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast it trains: [ slower, ] faster. Up to 2 updates a second each one is seen. A new start is at full speed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ParameterBox</name>
    <message>
        <source>“{text}” is too near 0 to be told from it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PointTool</name>
    <message>
        <source>Clear the points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spray points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a point</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PointTools</name>
    <message>
        <source>Points by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a class; training begins again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the spray and the eraser reach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to put points of class {name}, or drag. Shift erases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the button to spray points of class {name}. Shift erases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag over points to erase them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a point to another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw points of class {name} ({key})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Predictions</name>
    <message>
        <source>Predictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network answers: how sure it is of each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network answers: each of its values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a digit,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or choose an example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training has diverged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not look like a digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The walk has not come so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>then {name}, {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong: it is {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Probe</name>
    <message>
        <source>Under the mouse: {where}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>It answered a question that was never asked.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Race</name>
    <message>
        <source>Scroll to zoom, drag to move, press A to see everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss on a logarithmic scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the loss on a logarithmic scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>after {updates} update(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>TensorFlow is loading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compiling the networks …</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Over: {updates} update(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{updates} of {most} update(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {run}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this run in the main window, to train it on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test: {loss}, {score}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{loss}, {score}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exploded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its loss has exploded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race – Netglow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the trainings differ in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race this network …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put all of them back to the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pace of the race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many updates each makes in a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solid: the test set. Dotted: the examples that are trained with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One lane fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One lane more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the network again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race the network that the main window shows now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What differs:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} of lane {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>initial weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch {size}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>{name} (not there any more)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>{what} That was {n} times in a row, so Netglow does not restart it by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} That was {n} times in ten minutes, so Netglow does not restart it by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} Netglow has restarted it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend has not answered for {n} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend has been busy with one update for {n} s. Large networks and batches take long: wait, or restart it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend has been compiling the network for {n} s. Large networks take long: wait, or restart it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend has been busy with one thing for {n} s. Wait, or restart it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rival</name>
    <message>
        <source>Back to the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}: {loss}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without examples there is no loss to make small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can you make the loss smaller than gradient descent does? Begin, then turn weights and biases: Ctrl and the wheel over an edge or a neuron.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is {loss}. Now turn weights: Ctrl and the wheel over an edge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your changes: {changes}. Loss {start} at the start, {now} now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient&apos;s updates are being made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With as many updates {optimizer} comes to {loss}: a draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With as many updates {optimizer} comes to {loss}. You win.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With as many updates {optimizer} comes to {loss}. It wins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Losses of the game</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Be the optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin at the weights as they are now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would the gradient do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make as many updates from the same start, beside yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back the weights of the start, and begin again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>Runs side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs side by side – Netglow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference A − B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference of two runs, A − B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One diagram of two runs: every weight of A minus that of B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin two runs in the panel of runs: they stand here side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window shows this run already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights were let go of to save memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {run}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete {run}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are many runs, so the oldest had to go: {run}. Pin a run to keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To save memory, the weights of the run {run} were let go of. Its curve stays. Pin a run to keep its weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs of this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this run in the window, to train it on there (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this run another name (F2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave its curves out of the charts (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this run, and have it side by side with others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the diagrams of all pinned runs beside each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy what this run does otherwise than the one above it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this run; Undo brings it back (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run}: {difference}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss: train, test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score: train, test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{train}, {test}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{loss} in epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{loss} at {updates}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same colours in all diagrams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same weight or activation has the same colour in all diagrams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other weights at the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from update {number} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other settings of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} {before} → {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>initial weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>updates of the schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>factor of the schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>floor of the schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frozen parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{updates} update(s), loss: train {train}, test {test}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What A and B are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagram of the difference A − B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no A − B: A has the layers {one} and B has {other}. Weights can be subtracted only where both have the same layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A and B began with different weights, so the same neuron may do different work in each.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Score</name>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accuracy {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R² {value}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Branch at update {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to what was trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetWords</name>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation RMSE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss of the validation examples after the update, without what L1 and L2 add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here the validation loss is lowest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation points ■</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation example {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test RMSE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss of the test set after the update, without what L1 and L2 add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here the test loss is lowest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test points ■</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test example {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss of all examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy of all examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R² of all examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RMSE of all examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss of all examples after the update, without what L1 and L2 add. None are held back for a test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here the loss of all examples is lowest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Slope</name>
    <message>
        <source>The gradient as a slope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finite difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight w = {weight}, from {source} to {target}.
(C(w + h) − C(w − h)) / 2h = {measured}, for h = 0.00001, computed in float64.
Backpropagation says ∂C/∂w = {gradient}; the two differ by {difference}.
The curve is the loss as this weight alone changes, the straight line has the slope ∂C/∂w.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss C</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SlowMotion</name>
    <message>
        <source>a: what the neuron passes on; 0 where it is dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>z: the sum of weight · input, plus the bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a: what the neuron passes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>δ: how much the loss changes with the neuron&apos;s z.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a′: what the neuron passes on with the new weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This layer is frozen: its weights and biases stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The optimizer changes what is not frozen, to make the loss smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The optimizer changes the weights, to make the loss smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update {number}: backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update {number}: all is frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update {number}: weights change</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Update {number}: weights change, mean of {batch} example(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Update {number}: the same example again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update {number}: forward, example {example} of {examples}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update {number}: forward, example {example} of {examples}, first in a batch of {batch}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceChange</name>
    <message>
        <source>Choose {title}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceChoice</name>
    <message>
        <source>Dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network learns. Other data of the same kind keeps what is learned.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceGallery</name>
    <message>
        <source>Sources of data</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceSettings</name>
    <message>
        <source>How the data is shaped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many points there are, for training and test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much noise moves the points, 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of points that the network never learns from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many classes your points may have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {setting}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many inputs the gate has</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n input(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Change the gate&apos;s inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{curve}: one of up to {most} curves to learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of the points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw other points, with a random seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the seed of the points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the curves</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>Handwritten digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One worked example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My own points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My own curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of: {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two Gaussians</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinwheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saddle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ripple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Absolute value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polynomial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points of two classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A disc in a ring: no line separates them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opposite corners belong together: no line separates them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two clouds: one line separates them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squares of the two classes alternate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flat, with a bump in the middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cubic curve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pure noise: it can only be memorised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures of handwritten digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two arms wind around each other: the hardest one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{gate} of %n input(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Two half moons reach into each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points of more classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four clouds, a class each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five bent arms, a class each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three rings, a class each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value at each point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It rises evenly: one neuron can learn it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three hills and three hollows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up in two corners, down in the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waves around the middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 if all inputs are 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 if an input is 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 if all inputs are 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 if an input is 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 for an odd number of ones. One neuron cannot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 for an even number of ones. One neuron cannot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One wave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A jump from −1 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Down and up again, with a corner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two slopes with a jump between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You put points of each class into the plane.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You draw the curve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One example with two inputs, to check on paper.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Progress of the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the loss is not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{device} (large network or batch)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{device} (small network and batch)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best available: an update multiplies {count} times, forward. A GPU is quicker from about {even} on, the CPU below. Under Training another device can be chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed on: {device}. Another device, or another number of threads, may give other last digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed so far on: {before}. From now on: {device}. The last digits may differ from what {before} would give.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorFlow is loading. You can already use the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorFlow is loading. Training begins when it is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compiling the network. Training begins when it is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compiling the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{rate} update(s)/s</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend has ended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StopNotice</name>
    <message>
        <source>Why training has stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>This is the past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the past:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the newest update again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training goes on meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train or change it, and a new run branches off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time: updates of the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update {step} of {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here it answers {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update {step}: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update {step} is not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update {step}. Drag to see the network as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss jumps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights were changed by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run branches off here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network became {network}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate: {before} → {now}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch: {before} → {now}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the training were changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update {step} was asked for, and update {other} came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed again, update {step} has other last digits than it had first. Another device or version made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update {step} · epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the past backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the past forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed of the film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many updates pass in a second of the film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the newest update again (Shift+End)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The record takes {size} MB: %n checkpoint(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to {size} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record of the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record in saved files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingMore</name>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1, dropout, how the learning rate changes, and when training stops by itself. In parentheses: how many of them are in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1 λ, dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates, ×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop under</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change “{what}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change when training stops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After every so many updates, the rate gets smaller at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate falls slowly, then fast, then slowly: half a cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1 λ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1 regularisation drives weights to 0. It adds λ·sign(w) to each weight&apos;s gradient. The losses shown leave it out. From 0 to 10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of each hidden layer&apos;s neurons that an update leaves out, drawn by seed and update. The others count 1/(1 − share) times. From 0 to below 1.
The training loss is that of such updates. Test loss, maps, answers and the walk use all neurons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the learning rate changes with the updates of this run. The rate of now stands beside the learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates of the schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates of the run. Step: after every so many, the rate is multiplied. Cosine: until this one, the rate falls. From 1 to 10⁹.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training stops by itself after so many updates or epochs. They count from when it was started last. Up to 10⁹; 0 is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of the schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the rate is multiplied by each time. Above 0, up to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last share of the rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the rate is multiplied by at the end. Above 0, up to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of Stop after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An epoch is one pass over the training examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss to stop under</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training stops when the loss of the whole training set is under this. It is looked at after every epoch, but not more often than every 100 updates. 0 is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patience of early stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Early stopping: training stops when the test loss has not fallen for so many updates. Then it goes back to where the loss was lowest since it was last started. The loss is looked at after every epoch, but not more often than every 100 updates. Without test examples, the training loss counts. 0 is off.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far one update goes. The arrow keys choose 1, 2, 5, 10 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate of the next update, by the schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many examples one update uses. The arrow keys double and halve it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L2 λ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device that computes the training. The best available is the one that is quickest for this network and batch; the status bar says which, and why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β₁ and β₂</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change L2 λ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L2 regularisation keeps weights small. It adds λ·w to each weight&apos;s gradient. The losses shown leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training RMSE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a gradient becomes an update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss of each batch before its update, without what L1 and L2 add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (not here)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TruthTable</name>
    <message>
        <source>answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right: {right} of {rows}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{inputs}: answer {answer}, target {target}, {verdict}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– tie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>? diverged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truth table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TypedNumber</name>
    <message>
        <source>not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter accepts the number, Esc leaves it as it was.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TypedText</name>
    <message>
        <source>Type a whole number from {least} to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number above {least}, up to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number from {least} to below {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number from {least} to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” may be {one} or {other}. Type it without a comma.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a number. {asked}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is too near 0 to be told from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” may be one number or several. Type one without a comma, and several with spaces between them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Walkthrough</name>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What one step covers: a whole layer, one neuron or one edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take as many examples as the batch size says, starting with this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the walk paused training, training goes on after it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimals of all numbers in the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast the walk plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula with numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words of the step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparison with TensorFlow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class that the loss takes for the right answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More of the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy, mini-batch, decimals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average over a mini-batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average the gradients over a mini-batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on after the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{index} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walkthrough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow one example through the network and back, number by number.
Choose an example or make your own, then press Walk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step of the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of {layers}: activation {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron}: activation {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first subtract the largest z, {peak}, from each; no share changes:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{change}, unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{change}, less than {share} lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{change}, less than {share} higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{change}, {share} lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{change}, {share} higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same example again, after the update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before} is the loss before the update, {after} the loss after it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss fell: the outputs are nearer to the network&apos;s own answer. Whether that is right is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss fell: the network now does better on this example. Training repeats such updates again and again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss has not changed. Every gradient is 0, so nothing is learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss has not changed, as no weight and no bias has moved. What is frozen learns nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss has not changed. The update was too small to show, or it did not touch this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>This example&apos;s loss rose, although the mean of the batch fell. An update serves the mean of all %n examples, not each one.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The loss rose: the update went too far. The learning rate {rate} is too large, or {optimizer} still follows earlier gradients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss rose: the update went too far. The learning rate {rate} is too large, or regularisation pulls the weights elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss rose: the update went too far. The learning rate {rate} is too large, or L2 regularisation pulls the weights elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss rose: with a learning rate of {rate}, {optimizer} went too far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss rose: the learning rate {rate} is too large. The update went past the bottom of the valley and up the other side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>mean over the %n examples</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} number(s), {broken} of them not finite</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} number(s), all of them {low}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} number(s), from {low} to {high}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>… {count} more, together {sum}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the output layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of {layers}: update of {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron}: update of its weights and its bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron}: update of its bias {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} → {target}: update of {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same for {bias}, but with {g} = {gradient}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same for {bias}, with {gradient}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves in this layer. All its gradients, with what L1 adds, are 0 or too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves in this layer. All its gradients, L2 included, are 0 or too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves in this layer. All its gradients are 0 or too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training leaves neurons out by dropout; this walk goes through all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights and its bias do not move. Their gradients are 0 or too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights are frozen. Its bias moves by {change}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights and its bias move. The bias moves farthest, by {change}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights and its bias move. The weight from {source} moves farthest, by {change}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here regularisation alone decides: it pulls the weight towards 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here L2 alone decides: it pulls the weight towards 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {optimizer}, {parameter} changes here by {change}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier gradients still count for more than this one. They carry the bias along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier gradients still count for more than this one. They carry the weight along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update is too small to change the bias&apos;s last digit. The bias stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update is too small to change the weight&apos;s last digit. The weight stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A larger bias would raise the loss, so the bias goes down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A larger weight would raise the loss, so the weight goes down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A larger bias would lower the loss, so the bias goes up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A larger weight would lower the loss, so the weight goes up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient is 0, so the bias stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient is 0, so the weight stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum so far: {sum}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of {layers}: gradients {symbol} of the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron}: gradients {symbol} of its weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} → {target}: gradient {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value}, from the forward pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value}, from the backward pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the largest: {gradient}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and {rest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {delta} are 0, so {layer} learns nothing from this batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {delta} are 0, so {layer} learns nothing from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that comes from {before} is 0. So these weights do not change the loss, and none of them learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A weight&apos;s gradient is what came in through it on the way forward, times the {delta} on the way back. It is averaged over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A weight&apos;s gradient is what came in through it on the way forward, times the {delta} on the way back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its {delta} is 0, so the weights into this neuron learn nothing from this batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its {delta} is 0, so the weights into this neuron learn nothing from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All weights into this neuron share its {delta}. The more came in through a weight, the larger its gradient, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All weights into this neuron share its {delta}. The more came in through a weight, the larger its gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only 0 came from {source}, so this weight did not matter. It learns nothing from this batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only 0 came from {source}, so this weight did not matter. It learns nothing from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The gradient is 0: a small change of the weight does not change the loss, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient is 0: a small change of the weight does not change the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The gradient is positive: a larger weight would raise the loss, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient is positive: a larger weight would raise the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The gradient is negative: a larger weight would lower the loss, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient is negative: a larger weight would lower the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Gradients are the mean of %n example(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The loss is not finite, neither here nor in TensorFlow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DISAGREES with TensorFlow: the largest difference is {difference}!</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agrees with TensorFlow to within {difference}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agrees with TensorFlow exactly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applied. Predicted loss {predicted}, real loss {loss}. The weights differ by {difference}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorFlow is loading. It will check these numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the past. TensorFlow checks the newest alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is damaged here. TensorFlow has it whole, and cannot check this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorFlow is not running, so it cannot check these numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update assumes that the optimizer starts from zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorFlow is checking these numbers …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of {layers}: gradients {symbol} of the biases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron}: gradient {symbol} of its bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here {delta} is 0, so no bias learns from this batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here {delta} is 0, so no bias learns from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A bias is like a weight whose input is always 1. Its gradient is {delta} itself, averaged over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A bias is like a weight whose input is always 1. So its gradient is {delta} itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The gradient is positive: a larger bias would raise the loss, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient is positive: a larger bias would raise the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The gradient is negative: a larger bias would lower the loss, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient is negative: a larger bias would lower the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The gradient is 0: a small change of the bias does not change the loss, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient is 0: a small change of the bias does not change the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of {layers}: {symbol}, further back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron}: {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} ← {target}: {symbol}, term {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing comes back from {source}: its {delta} is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {delta} of {source} comes back along this weight. It asks this neuron for less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {delta} of {source} comes back along this weight. It asks this neuron for more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing comes back from {source}: its {delta} is 0. The sum is now complete, and {slope} scales it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {delta} of {source} comes back along this weight. It asks this neuron for less. The sum is now complete, and {slope} scales it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {delta} of {source} comes back along this weight. It asks this neuron for more. The sum is now complete, and {slope} scales it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight is 0, so nothing comes back from {source} along it. The sum is now complete, and {slope} scales it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing comes back from {source}: its {delta} is 0. The sum is now complete, and goes through softmax.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {delta} of {source} comes back along this weight. It asks this neuron for less. The sum is now complete, and goes through softmax.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {delta} of {source} comes back along this weight. It asks this neuron for more. The sum is now complete, and goes through softmax.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight is 0, so nothing comes back from {source} along it. The sum is now complete, and goes through softmax.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight is 0, so nothing comes back from {source} along it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input: the example {x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The example enters. Its {size} pixels, read row by row, are the vector {x}. The right answer, {label}, is not used before the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The example enters. Its {size} pixels, read row by row, are the vector {x}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The example enters. The input passes its numbers on. The right answer, {label}, is not used before the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The example enters. The input passes its numbers on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The right answer is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The right answer is not known. So the walk takes the network&apos;s own answer as the target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss {loss} of the example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of {layers}: {symbol}, where the way back begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every output is exactly right. All {delta} are 0, so this example teaches nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way back begins with {definition}: how fast the loss changes with {z}. For {loss} and {f} it is simply the output minus its target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output is too small. Its {delta} is negative, so a larger {z} would lower the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output is too large. Its {delta} is positive, so a smaller {z} would lower the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output is exactly right. Its {delta} is 0 and asks for no change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here the loss does not change with {z}. As {delta} is 0, this example teaches nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way back begins with {definition}: how fast the loss changes with {z}. From here the chain rule leads back through the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {delta} is negative, a larger {z} would lower the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {delta} is positive, a smaller {z} would lower the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {delta} is 0, this output asks for no change of {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of {layers}: pre-activation {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron}: pre-activation {symbol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron}: bias {symbol}, the last term</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} → {target}: {symbol}, term {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every neuron of {layer} multiplies what comes from {before} by its weights, adds it up and adds its bias. One vector times one matrix does this for all neurons at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron multiplies what comes in by its weight and adds its bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron multiplies what comes from {before} by its weights, adds it up and adds its bias. The strongest push up is that of {strongest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron multiplies what comes from {before} by its weights, adds it up and adds its bias. The strongest push down is that of {strongest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight is 0, so {source} has no effect on this neuron.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight and what comes in have the same sign. So {source} pushes the neuron up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight and what comes in have opposite signs. So {source} pushes the neuron down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bias comes last. It pushes the neuron up, whatever the example is. The sum is {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bias comes last. It pushes the neuron down, whatever the example is. The sum is {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bias comes last. It is 0, so the sum so far is {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing comes in from {before}: the bias alone makes {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes from {source} is 0, so it adds nothing, whatever the weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron is saturated: {z} is so far from 0 that {f} is nearly flat there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function {f} squeezes {z} smoothly into the range from {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changes: linear has no bend. Several such layers can do no more than one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the sign of each {z} passes: −1, 0 or 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With step, a neuron fires (1) only if its {z} is positive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sigmoid squeezes every {z} smoothly into the range from 0 to 1. Very negative numbers come close to 0, very positive ones close to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tanh squeezes every {z} smoothly into the range from −1 to 1. It keeps the sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positive numbers pass relu unchanged. All others become 0. Silent neurons for this example: {silent} of {all}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positive numbers pass leaky relu unchanged. All others are multiplied by {leak}, so no neuron falls silent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positive numbers pass prelu unchanged. All others are multiplied by {slope}, which each neuron learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positive numbers pass elu unchanged. All others are bent smoothly towards −1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax turns all {z} into positive shares that add up to 1. The largest, {share}, goes to {best}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every neuron passes on {a}: what {f} makes of the {z} of this layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {z} is positive, {f} passes it on unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changes: with linear, {a} equals {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the sum over the whole layer, {power} is the part of {neuron}. Its share is {share}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {z} is positive, sign gives 1, however large it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {z} is not positive, sign gives {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {z} is positive, the neuron fires.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {z} is not positive, the neuron does not fire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {z} is not positive, relu gives 0: the neuron is silent for this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {z} is not positive, {f} keeps only a part of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {z} is not positive, prelu multiplies it by {slope}, which the neuron learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {z} is not positive, elu bends it towards −1, never beyond.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron passes on {a}: what {f} makes of {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The derivative of {f} is 0 wherever it exists, so no {delta} passes. Backpropagation stops here: this layer and all layers before it learn nothing. That is why networks use smooth neurons such as sigmoid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing comes back from {behind}, so {delta} is 0. This layer and all layers before it learn nothing from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outputs are exactly right. All {delta} are 0, so this example teaches nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here the loss does not change with the outputs. All {delta} are 0, so this example teaches nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The right answer is not known: the target is the network&apos;s own answer. So {delta} is 0, and this example teaches nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No {z} is positive, so relu is flat everywhere: {slope} = 0 lets no {delta} pass. This layer and all layers before it learn nothing from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So far from 0, {f} is quite flat: {slope} = 0 lets no {delta} pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For every neuron here, {f} has the derivative {slope} = 0. That lets no {delta} pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {z} is not positive, relu is flat there: {slope} = 0 lets no {delta} pass. The weights into this neuron learn nothing from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here {z} = 0, exactly at the kink of {f}. There {slope} counts as 0, so no {delta} passes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At this {z} the derivative of {f} is 0: {slope} = 0 lets no {delta} pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In softmax, every share depends on every {z}. So {delta} is {a} times how far each {upstream} is from their mean, weighted by {a}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a larger {z} adds to this neuron&apos;s share, softmax takes from the others. So only the difference between {upstream} and the mean of all neurons counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The chain rule: what comes back to each neuron is multiplied by {slope}. That is 0 for {flat} of %n neurons, so no {delta} passes through those.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The way back begins with {definition}: how fast the loss changes with {z}. By the chain rule it is {upstream} times {slope}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way back leads through the same weights. Each neuron gathers what all neurons of {behind} ask of it. Then {slope} says how much of that passes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron is saturated: {slope} is small and lets little of {upstream} pass. This is how gradients vanish from layer to layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes back to the neuron is {upstream}, and {slope} scales it. A larger {z} would raise the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes back to the neuron is {upstream}, and {slope} scales it. A larger {z} would lower the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes back to the neuron, {upstream}, is 0. So {delta} is 0, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{line}, changed by {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… {count} more, which move by at most {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… {count} more, which do not move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This step counts for nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show one that is answered wrongly</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{broken} of {all} number(s) are infinite or not a number. Training has diverged and must start again. Usually the learning rate is too large.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The result is not a number, because ∞ − ∞ and 0·∞ have no value. Training has diverged and must start again. Usually the learning rate is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result is infinite: larger than any number the computer can hold. Training has diverged and must start again. Usually the learning rate is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The right answer is not known: the target is the network&apos;s own answer. So this loss does not say how good the answer is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is the mean of the squared errors. It is 0 only if every output is exactly right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is the mean of the absolute errors. It is 0 only if every output is exactly right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss judges every output by itself. An output costs least when it equals its target. It costs more the further away it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A right output costs nothing. The more certain a wrong output is, the more it costs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss judges every output by itself. A right output costs nothing. The more certain a wrong output is, the more it costs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss, {name}, says in one number how far the outputs are from their targets. Training makes it smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is smallest when every output equals its target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is already sure of {label} ({right}). So {loss} is close to 0, and there is hardly anything to learn from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the label counts. The network gives {label} the highest probability, {right}. The closer that is to 100 %, the closer {loss} is to 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the label counts. The network prefers {best} ({wrong}) and gives {label} only {right}. The less that is, the larger {loss} is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias moves downhill: against its gradient, by {rate} times the gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias has a velocity {v}. It keeps {kept} of itself and gains a push against the gradient. So updates in one direction add up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias has a velocity {v}. It keeps {kept} of itself and gains a push against the gradient. The update looks ahead: it goes as far as the velocity will carry it next, and adds the push once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every update is divided by the root of {v}, the running mean of the squared gradient. So weights with small gradients move as far as those with large ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias moves against {m}, the running mean of its gradient. This is divided by the root of {v}, the running mean of its square. So an update is about as large as the learning rate {rate}, whatever the gradient&apos;s size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias moves as {optimizer} says, with the learning rate {rate}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias moves downhill: against its gradient, by {rate} times the gradient. L2 also pulls every weight towards 0, with {decay}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias has a velocity {v}. It keeps {kept} of itself and gains a push against the gradient. So updates in one direction add up. L2 also pulls every weight towards 0, with {decay}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias has a velocity {v}. It keeps {kept} of itself and gains a push against the gradient. The update looks ahead: it goes as far as the velocity will carry it next, and adds the push once more. L2 also pulls every weight towards 0, with {decay}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every update is divided by the root of {v}, the running mean of the squared gradient. So weights with small gradients move as far as those with large ones. L2 also pulls every weight towards 0, with {decay}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias moves against {m}, the running mean of its gradient. This is divided by the root of {v}, the running mean of its square. So an update is about as large as the learning rate {rate}, whatever the gradient&apos;s size. L2 also pulls every weight towards 0, with {decay}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias moves as {optimizer} says, with the learning rate {rate}. L2 also pulls every weight towards 0, with {decay}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1 also pulls every weight towards 0, as strongly from near as from far, with {l1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, output {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, number {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Frozen among them: %n.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n input(s) are 0 and add nothing.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gradient(s) are 0: their weights learn nothing.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weight(s) do not move.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n term(s) are 0 and add nothing.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The walk skips %n smaller gradient(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The walk skips %n smaller change(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The walk skips %n smaller term(s), {sum} together.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Layer {layer} of {layers}: {symbol} are frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron}: its weights and its bias are frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{neuron}: its bias {symbol} is frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} → {target}: {symbol} is frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of this layer is frozen: its weights and its biases keep their values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of this neuron is frozen: its weights and its bias keep their values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is frozen: it keeps its value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves here. What is not frozen has an update of 0, or one that is too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is frozen keeps its value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is frozen is an exception: it keeps its value.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>How long each way takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorFlow is loading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timing {number} of {count}: {way}&#xa0;…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It begins when the slider rests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timed here, beside a training that takes time, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timed here. NumPy: one core. TensorFlow: {device}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It timed what nobody had asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many neurons each hidden layer has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many hidden layers there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many examples are computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time your own network, with the batch that it is trained with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop, matrix, GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timing …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no GPU to use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not timed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python loops are the quickest here: there is little to compute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{network}, as it is; {batch}: {products}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{network}, with random weights; {batch}: {products}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} product(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Some of its answers are not finite numbers, or some of the exact ones are not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest difference from the exact answers: {value}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curve fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digit pad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss and accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walkthrough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truth table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Be the optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the layer made of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop, matrix, GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop, matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change since the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change in the last snapshot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient of the current example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed as it is now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orange and blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purple and green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons show (a plane or a curve)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maps or curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason} The network is not saved, but still open here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not open the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the network …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the network …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same as the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language (from the next start)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels in one place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it closes with unsaved work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask whether to save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it for the next start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
