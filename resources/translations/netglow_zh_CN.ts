<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <source>Open …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a saved network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the network with its weights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save under another name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save picture …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the diagram as a PNG picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open last unsaved network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open what was not saved when Netglow was closed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo the last change of the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Redo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do again what was undone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close Netglow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Let TensorFlow train the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make exactly one update</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Begin again with the same initial weights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear the digit pad</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo stroke</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take the last stroke off the digit pad</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Previous example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the network the previous example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the network the next example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Random example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the network any example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Walk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Walk the current example through the network, step by step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Play</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Play the walk, or halt it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One step forward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Step back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One step back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next phase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On to the next phase of the walk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Phase back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back to the beginning of a phase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To the start of the walk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>End</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To the end of the walk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Apply this step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Have TensorFlow make exactly this update</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check slope …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare the gradient of the current weight with finite differences</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy as text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy this step of the walk as plain text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy as Markdown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy this step of the walk as Markdown with formulas</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy as LaTeX</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy this step of the walk as LaTeX</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fit diagram</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the whole network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start the backend again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start TensorFlow again with the newest weights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reset layout</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put all panels back where they were at first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Backend log …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What TensorFlow has printed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>About Netglow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions and licence</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Backend</name>
        <message>
            <source>The backend has ended.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The backend was ended: it sent nonsense. {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The backend was killed or crashed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The backend ended with exit code {code}. {last}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The backend cannot be started: {reason}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Core</name>
        <message>
            <source>There is no device {name} here; TensorFlow sees {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is an NVIDIA GPU, but this TensorFlow computes on the CPU only; there is a variant for GPUs, which packaging/build.py --gpu builds on Linux.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is an NVIDIA GPU, but this TensorFlow computes on the CPU only; on Linux, pip install 'tensorflow[and-cuda]' brings one that uses it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is an NVIDIA GPU, but TensorFlow cannot use it: its driver is missing or too old for CUDA 12; update the driver.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is an NVIDIA GPU, but TensorFlow cannot use it: the CUDA libraries are missing or too old for the driver; pip install 'tensorflow[and-cuda]' brings them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no activation “{name}”; there are {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no dataset “{name}”; there are {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no initialiser “{name}”; there are {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no loss “{name}”; there are {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no optimizer “{name}”; there are {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file is read-only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{reason}; what was to be written is in {file}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A layer has 1 to {most} neurons, not {neurons}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A network has 1 to {most} inputs, not {inputs}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A network has 1 to {most} layers after its input, not {layers}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The loss {loss} needs an output layer with {allowed}, not {output}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Handwritten digits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network that Netglow begins with, untrained: 256-64-32-10</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One layer by hand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>x = (1, −1) gives z = (4, −2) and, through the sigmoid, a = (0.98, 0.12)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Three layers by hand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>x = (1, −1) gives (0.98, 0.12), then (0.86, 0.11), then (0.62, 0.83)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{names} or {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{names} and {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File exists</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Is a directory</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No space left on device</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No such file or directory</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Permission denied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Read-only file system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no file {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is no picture that can be read: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The picture for {path} cannot be made</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DataPanel</name>
        <message>
            <source>Data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dataset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the network learns; another dataset starts another training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which examples Previous, Next and Random choose</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Examples the network learns from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Test</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Examples the network has never learnt from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} examples</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of the example in its set, from 0</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Label</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Misclassified examples only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pass over the examples that the network answers rightly</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Previous example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Random example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>wait …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>none left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>any class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source> of {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>label {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Diagram</name>
        <message>
            <source>Gradients: mean over {}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} strongest of {all} products as pulses, the rest ({sum}) as a wave.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>output</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>hidden {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>carries {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Network diagram</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Dialogs</name>
        <message>
            <source>Open a network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your training could not be kept for the next start.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close without saving</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>About Netglow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A window onto a fully-connected neural network while TensorFlow trains it.&lt;p&gt;{versions}&lt;/p&gt;&lt;p&gt;Netglow is free software under the MIT licence. Its digits are from MNIST by Y. LeCun, C. Cortes and C. J. C. Burges, under CC BY-SA 3.0.&lt;/p&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Backend log</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The backend has printed nothing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Refresh</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Read what has been printed since</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is a file {name} already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Replace it?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Replace</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DigitPad</name>
        <message>
            <source>Digit pad</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw a digit: the network reads it while you draw</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One stroke</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} strokes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This network's input is {count} numbers, not a picture to draw.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw a digit here</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DigitPreview</name>
        <message>
            <source>Input picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>row {row}, column {column}: {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the network sees: one square for each input neuron</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the network sees: one number for each input neuron</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{rows} × {columns} input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The input is {count} numbers, not a picture</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source>Neuron</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Click a neuron in the diagram to see its weights here.

The arrow keys move from neuron to neuron.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>weights, ± {most}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Strongest of %n weight(s) out, to {layer}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>Strongest of %n weight(s) in, from {layer}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>Strongest of %n weight(s) in, from {layer} (row, column)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>LossPanel</name>
        <message>
            <source>Loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Log scale</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loss on a logarithmic scale</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the loss on a logarithmic scale</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Warning</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{loss}. {accuracy}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The training loss is not finite since epoch {epoch}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wheel and drag: zoom and move along the epochs; A: everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>epoch {epoch}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{title}: train {train}, test {test}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>test</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loss and accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Press Train to see loss and accuracy</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MatrixView</name>
        <message>
            <source>Matrices</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The matrices of the walkthrough appear here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NetworkPanel</name>
        <message>
            <source>Neurons of layer {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Activation of layer {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove layer {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layer {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ready-made networks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hidden layers, ready-made</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layers of your own</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Input layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Output neurons</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Activation of the output layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Activation of the output layer; the loss says which are possible</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a hidden layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What training makes small</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Initialiser</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Initialiser: how the weights are drawn before the first step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>given, not drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Seed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Equal seeds: equal initial weights, equal order of examples</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New weights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw other initial weights: a random seed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Neurons of the output layer: one for each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Parameters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What gradient descent cannot learn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Output</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Weights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change neurons of layer {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change activation of output layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change activation of layer {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose layers {sizes}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change initialiser</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change seed</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n input(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n input(s), {size}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>A network has at most {count} layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a hidden layer before the output layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{sizes} (no hidden layer)</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{count} weight(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} bias(es)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} slope(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{name} is flat, its slope is 0: gradient descent learns nothing at all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is flat, its slope is 0: gradient descent learns nothing in layer 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is flat, its slope is 0: gradient descent learns nothing in layers 1 to {last}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <source>Notice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the notice</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Numbers</name>
        <message>
            <source>not a number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not finite</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Predictions</name>
        <message>
            <source>Predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the network answers: how sure it is of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw a digit,</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>or choose an example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose an example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not a number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>training has diverged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>then {name}, {share}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>wrong: it is {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{share} %</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>Reset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Slope</name>
        <message>
            <source>The gradient as a slope</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Finite difference</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Weight w = {weight}, from {source} to {target}.
(C(w + h) − C(w − h)) / 2h = {measured}, for h = 0.00001, computed in float64.
Backpropagation says ∂C/∂w = {gradient}; the two differ by {difference}.
The curve is the loss as this weight alone changes, the straight line has the slope ∂C/∂w.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>weight w</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>loss C</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>{rate} updates/s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>epoch {epoch}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>step {step}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>TensorFlow is loading; the window is ready to use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>TensorFlow is loading; the window is ready to use; training begins then</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compiling the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compiling the network; training begins then</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ready</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The backend has ended</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TrainingPanel</name>
        <message>
            <source>Training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Learning rate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How far one step goes; arrow keys: 1, 2, 5, 10 …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Batch size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Examples in one step; arrow keys double and halve it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>L2 λ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>L2 regularisation keeps weights small: it adds λ·w to each weight's gradient; the losses shown are without it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Optimizer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How a gradient becomes a step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Device</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What computes the training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Momentum</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decay</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>β₁ and β₂</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change learning rate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change batch size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change L2 λ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change optimizer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the last step that is kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change momentum</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the mean squared gradient kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change decay</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>β₁</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>β₁: share of the mean gradient kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change β₁</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>β₂</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>β₂: share of the mean squared gradient kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change β₂</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Updates/s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Test loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Test accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Test</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Best available</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} (not here)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Walkthrough</name>
        <message>
            <source>Step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>by layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>by neuron</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>by edge</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size of a step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A step is a whole layer (the matrix form), one neuron (its sum) or one edge</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Speed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How fast the walk plays</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>At the end, begin again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What happens</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Formula</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Formula with numbers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comparison with TensorFlow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Target class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the example should be: the loss is computed against it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>target</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More of the walk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy, mini-batch, decimals</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Average over a mini-batch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Average the gradients over a mini-batch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The example and those after it in its set, as many as the batch size says</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Train on after the walk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where training was paused for the walk, it goes on at its end</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decimals</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decimals of all numbers of the walk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{index} of {count}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{proof} Gradients are the mean of %n example(s).</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Walkthrough</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Follow one example through the network and back, number by number.
Choose an example or draw a digit, then press Walk.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>forward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>loss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>backward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>update</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Step of the walk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>, changed by {change}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>with the largest z, {peak}, taken from each, which changes no share:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{above} if {z} &gt; 0, else {below}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{above} if {z} &gt; 0, {below} if {z} &lt; 0, else {zero}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>, on average over the {} examples</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{before} with the parameters before the update, {after} with those after it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean over the {count} examples</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not a number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>… {count} more, together {sum}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the output layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>neuron {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>likewise {bias}, but with {g} = {gradient}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>likewise {bias}, with {gradient}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>sum so far: {sum}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the largest: {gradient}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>… and {rest}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Play</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>Network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Digit pad</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Inspector</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loss and accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Walkthrough</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour of edges</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Weights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change since the start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change in the last snapshot</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gradient of the current example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour scale</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Automatic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fixed as it is now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Palette</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Orange and blue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Purple and green</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo {change}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Redo {change}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As the desktop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Language (from the next start)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Examples</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Toolbar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Walk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>E&amp;xample</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Help</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
