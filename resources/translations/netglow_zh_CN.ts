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
        <source>Open last unsaved network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open what was not saved when Netglow was closed</source>
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
        <source>Do again what was undone</source>
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
        <source>Let TensorFlow train the network</source>
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
        <source>Begin again with the same initial weights</source>
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
        <source>Take the last stroke off the digit pad</source>
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
        <source>Show the network any example</source>
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
        <source>Play the walk, or halt it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On to the next phase of the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the beginning of a phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the start of the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the end of the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply this update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have TensorFlow make exactly this update</source>
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
        <source>Start the backend again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start TensorFlow again with the newest weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put all panels back where they were at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backend log …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What TensorFlow has printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Netglow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions and licence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Backend</name>
    <message>
        <source>The backend has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend was ended: it sent nonsense. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend was killed or crashed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend ended with exit code {code}. {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backend cannot be started: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackendLink</name>
    <message>
        <source>It answered what it was not asked.</source>
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
        <source>The file is read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason}; what was to be written is in {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A layer has 1 to {most} neurons, not {neurons}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network has 1 to {most} inputs, not {inputs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network has 1 to {most} layers after its input, not {layers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss {loss} needs an output layer with {allowed}, not {output}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss {loss} needs an output layer of 1 neuron, not {neurons}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss {loss} needs an output layer of {count} neurons, not {neurons}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handwritten digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network that Netglow begins with, untrained: 256-64-32-10</source>
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
        <source>{path} is not a picture that can be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture for {path} cannot be made</source>
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
        <source>There is nothing to train on: this network came without data. Choose some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs {inputs} with targets {targets} do not fit a network {network}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training stopped after {updates:,} updates: the loss is no longer a finite number. A smaller learning rate usually helps; Reset begins again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is at least one example to train on.</source>
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
        <source>{example} has the label {label}; labels go from 0 to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture has at least one row and one column, not {rows} × {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A point has at least one coordinate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A point has a range for each of its {count} coordinates, not {ranges} ranges.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row has at least one number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are at least two classes, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every class has a name of its own, unlike these: {names}.</source>
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
    <message>
        <source>There are {count} classes, which need as many output neurons, not {neurons}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is at least one value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a unit for each of {count} values, or none; there are {units}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {count} values, which need as many output neurons, not {neurons}.</source>
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
        <source>The learning rate is above 0 and at most 1000, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A batch has 1 to 65536 examples, not {size}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is at least 0 and below 1, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epsilon is above 0 and at most 1, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>l2 is at least 0 and at most 10, not {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seed is a number from 0 to 4294967295, not {seed}.</source>
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
        <source>its {part} has not the size that it says.</source>
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
    <message>
        <source>its {part} has not as many numbers as it says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {part} is no array.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {part} has no shape: {shape}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The optimizer {name} has {wanted} slots, not {found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slots cannot be {updates} updates old after {made}.</source>
        <translation type="unfinished"></translation>
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
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which examples Previous, Next and Random choose</source>
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
        <source>Examples the network has never learnt from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the example in its set, from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
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
        <source>Pass over the examples that the network answers rightly</source>
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
        <source>of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target {value}</source>
        <translation type="unfinished"></translation>
    </message>
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
        <source>No data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network learns; other data starts another training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label {name}</source>
        <translation type="unfinished"></translation>
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
    <message>
        <source>{count} strongest of {all} products as pulses, the rest ({sum}) as a wave.</source>
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
        <source>output {name}</source>
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
        <source>Network diagram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These edges could
not be painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {all} weights
are not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each bar is the scale of the edges above it.</source>
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
        <source>The stronger the weight, the denser the colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stronger the gradient, the denser the colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stronger the change, the denser the colour.</source>
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
        <source>The stronger the change, the denser the colour, layer by layer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δw: change of each weight since the start.</source>
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
        <source>The edges from {left} to {right} could not be painted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not finite and not drawn: {count} of {all} weights into {layer}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is none: the current example has no label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scales are fixed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layers}: edges of {neurons} neurons drawn as {groups} groups of {size}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey: both signs overlap. Fill of a neuron: the number named above its layer; ring: bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey: both signs overlap. Fill of a neuron: activation; ring: bias.</source>
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
        <source>Save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your training could not be kept for the next start.</source>
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
        <source>The backend has printed nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read what has been printed since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a file {name} already.</source>
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
        <source>Draw a digit here</source>
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
    <name>Inspector</name>
    <message>
        <source>Neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a neuron in the diagram to see its weights here.

The arrow keys move from neuron to neuron.</source>
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
        <source>Strongest of %n weight(s) in, from {layer}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Strongest of %n weight(s) in, from {layer} (row, column)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LossPanel</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
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
        <source>R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training loss is not finite since epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel and drag: zoom and move along the epochs; A: everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: train {train}, test {test}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
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
        <source>Press Train to see loss and accuracy</source>
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
    <message>
        <source>{symbol}: {count} of {all} numbers are not finite.</source>
        <translation type="unfinished"></translation>
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
        <source>Hidden layers, ready-made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers of your own</source>
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
        <source>Activation of the output layer; the loss says which are possible</source>
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
        <source>What training makes small</source>
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
        <source>Equal seeds: equal initial weights, equal order of examples</source>
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
    <message>
        <source>Draw other initial weights: a random seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n input(s), {rows} × {columns}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
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
        <source>Initialiser: how the weights are drawn before the first update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What gradient descent cannot learn</source>
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
        <source>Change neurons of layer {number}</source>
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
        <source>Add layer</source>
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
        <source>A network has at most {count} layers</source>
        <translation type="unfinished"></translation>
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
    <message>
        <source>{name} is flat, its slope is 0: gradient descent learns nothing at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is flat, its slope is 0: gradient descent learns nothing in layer 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is flat, its slope is 0: gradient descent learns nothing in layers 1 to {last}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the notice</source>
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
        <source>not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training has diverged</source>
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
    <name>Session</name>
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
    <name>StatusBar</name>
    <message>
        <source>{rate} updates/s</source>
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
        <source>TensorFlow is loading; the window is ready to use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorFlow is loading; the window is ready to use; training begins then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compiling the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compiling the network; training begins then</source>
        <translation type="unfinished"></translation>
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
    <name>TrainingPanel</name>
    <message>
        <source>Training</source>
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
        <source>L2 regularisation keeps weights small: it adds λ·w to each weight&apos;s gradient; the losses shown are without it</source>
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
        <source>What computes the training</source>
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
        <source>Change momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the mean squared gradient kept</source>
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
        <source>β₁: share of the mean gradient kept</source>
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
        <source>β₂: share of the mean squared gradient kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change β₂</source>
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
        <source>Test loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test RMSE</source>
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
        <source>R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test R²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far one update goes; arrow keys: 1, 2, 5, 10 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples in one update; arrow keys double and halve it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a gradient becomes an update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the last update that is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
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
        <source>A step is a whole layer (the matrix form), one neuron (its sum) or one edge</source>
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
        <source>At the end, begin again</source>
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
        <source>Comparison with TensorFlow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the example should be: the loss is computed against it</source>
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
        <source>The example and those after it in its set, as many as the batch size says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on after the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where training was paused for the walk, it goes on at its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimals of all numbers of the walk</source>
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
Choose an example or draw a digit, then press Walk.</source>
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
        <source>with the largest z, {peak}, taken from each, which changes no share:</source>
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
        <source>{before} with the parameters before the update, {after} with those after it</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>mean over the %n examples</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The loss fell: the network does better at this example, and training is nothing but such updates, again and again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is as it was: every gradient is 0, so nothing is learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is as it was: the update was too small to show, or changed nothing that this example feels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>This example&apos;s loss rose although the batch&apos;s mean fell: an update serves the mean over all %n examples, not every single one.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The loss rose: the update went too far, because the learning rate {rate} is too large or because {optimizer} still follows earlier gradients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss rose: the update went too far, because the learning rate {rate} is too large or because L2 regularisation pulls the weights elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss rose: with the learning rate {rate} the update by {optimizer} went too far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss rose: the learning rate {rate} is too large, so the update went beyond the bottom of the valley and up the other side.</source>
        <translation type="unfinished"></translation>
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
        <source>likewise {bias}, but with {g} = {gradient}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>likewise {bias}, with {gradient}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves in this layer: all its gradients, with what L2 adds to them, are 0, or too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves in this layer: all its gradients are 0, or too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither its weights nor its bias move: their gradients are 0, or too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights and its bias move, and the bias farthest, by {change}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights and its bias move; the weight from {source} moves farthest, by {change}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L2 alone decides: it draws the weight towards 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the rule of {optimizer} {parameter} changes here by {change}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier gradients still count for more than this one, and carry the bias on their way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier gradients still count for more than this one, and carry the weight on their way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update is too small to change the bias&apos;s last figure: it stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update is too small to change the weight&apos;s last figure: it stays as it is.</source>
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
        <source>The loss would rise with the bias, so the bias is lowered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss would rise with the weight, so the weight is lowered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss would fall if the bias grew, so the bias is raised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss would fall if the weight grew, so the weight is raised.</source>
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
        <source>Everything that comes from {before} is 0, so no weight between them changes the loss and none learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A weight matters as much as what comes in through it times the {delta} that comes back, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A weight matters as much as what comes in through it times the {delta} that comes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {delta} is 0, the weights into this neuron learn nothing from this batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {delta} is 0, the weights into this neuron learn nothing from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All weights into the neuron share its {delta}: the more came in through one, the more it matters, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All weights into the neuron share its {delta}: the more came in through one, the more it matters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came from {source} was 0 for this batch, so the weight did not matter and learns nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came from {source} was 0 for this example, so the weight did not matter and learns nothing.</source>
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
    <message numerus="yes">
        <source>The gradient is 0: changing the weight a little changes no loss, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient is 0: changing the weight a little changes no loss.</source>
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
        <source>DISAGREES with TensorFlow: largest difference {difference}!</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agrees with TensorFlow: largest difference {difference}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applied. Predicted loss {predicted}, now {loss}; weights differ by {difference}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorFlow is loading; it will check these numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorFlow is not running: nobody checks these numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorFlow is checking these numbers …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update is shown as if the optimizer&apos;s state were zero.</source>
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
        <source>As {delta} is 0, no bias learns here from this batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {delta} is 0, no bias learns here from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A bias is like a weight through which 1 always comes in, so its gradient is {delta} itself, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A bias is like a weight through which 1 always comes in, so its gradient is {delta} itself.</source>
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
        <source>The gradient is 0: changing the bias a little changes no loss, on average over the %n examples.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient is 0: changing the bias a little changes no loss.</source>
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
        <source>No change is asked for by {source}, whose {delta} is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along this weight {delta} of {source} comes back and asks the neuron for less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along this weight {delta} of {source} comes back and asks the neuron for more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight is 0, so nothing comes back from {source} along it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No change is asked for by {source}, whose {delta} is 0; with that the sum is whole, and {slope} lets its part pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along this weight {delta} of {source} comes back and asks the neuron for less; with that the sum is whole, and {slope} lets its part pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along this weight {delta} of {source} comes back and asks the neuron for more; with that the sum is whole, and {slope} lets its part pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight is 0, so nothing comes back from {source} along it; with that the sum is whole, and {slope} lets its part pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No change is asked for by {source}, whose {delta} is 0; with that the sum is whole, and goes through softmax.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along this weight {delta} of {source} comes back and asks the neuron for less; with that the sum is whole, and goes through softmax.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along this weight {delta} of {source} comes back and asks the neuron for more; with that the sum is whole, and goes through softmax.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight is 0, so nothing comes back from {source} along it; with that the sum is whole, and goes through softmax.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input: the example {x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The example enters: its picture of {size} pixels, read row by row, is the vector {x}; what it should be, {label}, is not looked at before the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The example enters: its picture of {size} pixels, read row by row, is the vector {x}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The example enters: its numbers are what the input hands on; what it should be, {label}, is not looked at before the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The example enters: its numbers are what the input hands on.</source>
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
        <source>Every output is exactly what it should be: all {delta} are 0, and this example teaches nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast the loss changes with {z} is {delta}; {loss} behind {f} makes it simply what the network gives minus what it should give.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output is too small: {delta} is negative, so the loss falls where {z} grows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output is too large: {delta} is positive, so the loss falls where {z} shrinks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output is exactly right: {delta} is 0 and asks for no change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss does not change with {z} here: {delta} is 0, and this example teaches nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast the loss changes with {z} is {delta}; from here the chain rule leads back through the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {delta} is negative, the loss falls where {z} grows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {delta} is positive, the loss falls where {z} shrinks.</source>
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
        <source>Every neuron of {layer} weighs what comes from {before}, adds it up and adds its bias: one product of a vector and a matrix does it for all of them at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing comes in from {before}: the bias alone makes {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron weighs what comes in and adds its bias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron weighs what comes from {before}, adds it up and adds its bias; {strongest} drives it up most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron weighs what comes from {before}, adds it up and adds its bias; {strongest} holds it down most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes from {source} is 0, so it adds nothing, whatever the weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight is 0, so {source} has no say in this neuron.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes from {source} drives the neuron up, as it has the sign of its weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes from {source} holds the neuron down, as its weight has the other sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bias comes last: whatever the example is, it drives the neuron up, and the sum is {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bias comes last: whatever the example is, it holds the neuron down, and the sum is {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bias comes last; it is 0, so the sum so far is {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changes, as linear has no bend; such layers together do no more than one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of each {z} only whether it is negative (−1), 0 or positive (1) gets through sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With step a neuron fires (1) where its {z} is positive, and only there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every {z} is squeezed smoothly into the range from 0 to 1 by sigmoid: the more negative, the nearer to 0, the more positive, the nearer to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every {z} is squeezed smoothly into the range from −1 to 1 by tanh, and keeps its sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is positive passes relu unchanged and the rest becomes 0, with {silent} of {all} neurons silent for this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is positive passes leaky relu unchanged, and {leak} of the rest does, so that no neuron falls wholly silent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is positive passes prelu unchanged, and of the rest a part {slope} that each neuron learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is positive passes elu unchanged, and the rest is bent smoothly towards −1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {z} become positive shares that add up to 1, which is what softmax is for; the largest, {share}, is that of {best}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every neuron hands on {a}: what {f} makes of the {z} of this layer.</source>
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
        <source>As {z} is positive, {f} hands it on unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changes: behind linear {a} is {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the sum over all neurons of the layer {power} is a part: {neuron} gets {share}.</source>
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
        <source>What the neuron hands on, {a}, is what {f} makes of {z}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The derivative of {f} is 0 wherever it exists, so no {delta} passes: back propagation stops here, and neither this layer nor any before it learns, which is why networks use smooth neurons such as sigmoid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing comes back from {behind}, so {delta} is 0: neither this layer nor any before it learns from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outputs are exactly what they should be: all {delta} are 0, and this example teaches nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss does not change with the outputs here: all {delta} are 0, and this example teaches nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No {z} is positive, so relu is flat everywhere: {slope} = 0 lets no {delta} pass, and neither this layer nor any before it learns from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So far from 0 as {z} is, {f} is quite flat: {slope} = 0 lets no {delta} pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For every neuron here {f} has the derivative {slope} = 0, which lets no {delta} pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As {z} is not positive, relu is flat there: {slope} = 0 lets no {delta} pass, and what leads into this neuron learns nothing from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exactly at the kink of {f}, at {z} = 0, {slope} counts as 0: no {delta} passes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At this {z} the derivative of {f} is 0: {slope} = 0 lets no {delta} pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All shares of softmax depend on every {z}: {delta} is {a} times how far each {upstream} is from their mean, in which each counts by its {a}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a larger {z} adds to this neuron&apos;s share, softmax takes from the others&apos;: so {upstream} counts as far as it differs from the mean over all neurons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chain rule: what comes back to each neuron, times {slope}; that is 0 for {flat} of {all} neurons, and no {delta} passes through those.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chain rule: {delta} is how fast the loss changes with {a}, times how fast {a} changes with {z}, {slope}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way back leads through the same weights: each neuron gathers what all neurons of {behind} ask of it, and {slope} says how much of that passes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neuron is saturated: {slope} is small and lets little of {upstream} pass, which is how gradients vanish from layer to layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes back to the neuron, {upstream}, passes as far as {slope} lets it: a larger {z} would raise the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes back to the neuron, {upstream}, passes as far as {slope} lets it: a larger {z} would lower the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes back to the neuron, {upstream}, is 0, and so is {delta}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{line}, changed by {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… {count} more, moved by {most} at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… {count} more, which do not move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{broken} of {all} numbers are infinite or not a number: training has diverged, usually because the learning rate is too large, and must start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result is not a number, as ∞ − ∞ and 0·∞ are none: training has diverged, usually because the learning rate is too large, and must start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result is infinite, more than the largest number there is room for: training has diverged, usually because the learning rate is too large, and must start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is the mean square of how far the outputs are from what they should be: 0 only if all are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is the mean of how far the outputs are from what they should be: 0 only if all are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every output is judged by itself: it costs least where it is what it should be, and the more the surer it is of the opposite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output costs nothing where it is what it should be, and the more the surer it is of the opposite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every output is judged by itself: it costs nothing where it is what it should be, and the more the surer it is of the opposite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss, {name}, says in one number how the outputs compare with what they should be; training makes it smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is least where every output is the share that it should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is sure of {label} already ({right}): {loss} is next to 0, and there is hardly anything to learn from this example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the label counts: the network gives {label} the highest probability, {right}, and the nearer that comes to 100 %, the nearer {loss} comes to 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the label counts: the network prefers {best} ({wrong}) and gives {label} just {right}, and the less that is, the larger {loss} is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias moves downhill: against its gradient, {rate} times as far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias has a velocity {v}, which keeps {kept} of itself and gains a step against the gradient, so that updates in one direction add up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every update is divided by the root of {v}, the running mean of the squared gradient, so that weights with small gradients move as far as those with large ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias goes against {m}, the running mean of its gradient, divided by the root of {v}, that of its square: an update is about as large as the learning rate {rate}, whatever the gradient&apos;s size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias moves as {optimizer} has it, with the learning rate {rate}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias moves downhill: against its gradient, {rate} times as far; L2 also draws every weight towards 0, with {decay}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias has a velocity {v}, which keeps {kept} of itself and gains a step against the gradient, so that updates in one direction add up; L2 also draws every weight towards 0, with {decay}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every update is divided by the root of {v}, the running mean of the squared gradient, so that weights with small gradients move as far as those with large ones; L2 also draws every weight towards 0, with {decay}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias goes against {m}, the running mean of its gradient, divided by the root of {v}, that of its square: an update is about as large as the learning rate {rate}, whatever the gradient&apos;s size; L2 also draws every weight towards 0, with {decay}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight and bias moves as {optimizer} has it, with the learning rate {rate}; L2 also draws every weight towards 0, with {decay}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, neuron {number}</source>
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
        <source>Digit pad</source>
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
        <source>Save as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
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
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
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
</context>
</TS>
