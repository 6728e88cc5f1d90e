<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActivationView</name>
    <message numerus="yes">
        <source>In place of {own}, with the same z: f′ is almost 0 for {share} of {examples} training example(s).</source>
        <translation>
            <numerusform>In place of {own}, with the same z: f′ is almost 0 for {share} of {examples} training example.</numerusform>
            <numerusform>In place of {own}, with the same z: f′ is almost 0 for {share} of {examples} training examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>z is not a finite number for {broken} of {examples} example(s).</source>
        <translation>
            <numerusform>z is not a finite number for {broken} of {examples} example.</numerusform>
            <numerusform>z is not a finite number for {broken} of {examples} examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>f′ is 0 wherever it exists, for {examples} example(s) as for any other: gradient descent learns nothing through this function.</source>
        <translation>
            <numerusform>f′ is 0 wherever it exists, for {examples} example as for any other: gradient descent learns nothing through this function.</numerusform>
            <numerusform>f′ is 0 wherever it exists, for {examples} examples as for any other: gradient descent learns nothing through this function.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dead: z is at most 0 for the {examples} training example(s) looked at. a and f′ are 0, so this neuron learns nothing.</source>
        <translation>
            <numerusform>Dead: z is at most 0 for the {examples} training example looked at. a and f′ are 0, so this neuron learns nothing.</numerusform>
            <numerusform>Dead: z is at most 0 for the {examples} training examples looked at. a and f′ are 0, so this neuron learns nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saturated: for {share} of {examples} training example(s) a is near an end. f′ is almost 0 there, so this neuron hardly learns.</source>
        <translation>
            <numerusform>Saturated: for {share} of {examples} training example a is near an end. f′ is almost 0 there, so this neuron hardly learns.</numerusform>
            <numerusform>Saturated: for {share} of {examples} training examples a is near an end. f′ is almost 0 there, so this neuron hardly learns.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>f′ is not near 0 for any of {examples} training example(s): this neuron can learn from each.</source>
        <translation>
            <numerusform>f′ is not near 0 for any of {examples} training example: this neuron can learn from each.</numerusform>
            <numerusform>f′ is not near 0 for any of {examples} training examples: this neuron can learn from each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For {share} of {examples} training example(s) a is near an end, where f′ is almost 0: this neuron hardly learns there.</source>
        <translation>
            <numerusform>For {share} of {examples} training example a is near an end, where f′ is almost 0: this neuron hardly learns there.</numerusform>
            <numerusform>For {share} of {examples} training examples a is near an end, where f′ is almost 0: this neuron hardly learns there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For {share} of {examples} training example(s) z is at most 0. a and f′ are 0 there: this neuron learns nothing.</source>
        <translation>
            <numerusform>For {share} of {examples} training example z is at most 0. a and f′ are 0 there: this neuron learns nothing.</numerusform>
            <numerusform>For {share} of {examples} training examples z is at most 0. a and f′ are 0 there: this neuron learns nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For {share} of {examples} training example(s) f′ is almost 0: hardly anything is learned there.</source>
        <translation>
            <numerusform>For {share} of {examples} training example f′ is almost 0: hardly anything is learned there.</numerusform>
            <numerusform>For {share} of {examples} training examples f′ is almost 0: hardly anything is learned there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>z from {low} to {high}: {count} of {total} example(s) ({share}). In the middle f = {a}, f′ = {slope}</source>
        <translation>
            <numerusform>z from {low} to {high}: {count} of {total} example ({share}). In the middle f = {a}, f′ = {slope}</numerusform>
            <numerusform>z from {low} to {high}: {count} of {total} examples ({share}). In the middle f = {a}, f′ = {slope}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>z of the {of} example(s)</source>
        <translation>
            <numerusform>z of the {of} example</numerusform>
            <numerusform>z of the {of} examples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>z of {examples} of {of} example(s)</source>
        <translation>
            <numerusform>z of {examples} of {of} example</numerusform>
            <numerusform>z of {examples} of {of} examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message numerus="yes">
        <source>After {count:,} update(s), the loss was no longer a finite number.</source>
        <translation>
            <numerusform>After {count:,} update, the loss was no longer a finite number.</numerusform>
            <numerusform>After {count:,} updates, the loss was no longer a finite number.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Training stopped after {count:,} update(s): the loss is no longer a finite number. A smaller learning rate usually helps; Reset begins again.</source>
        <translation>
            <numerusform>Training stopped after {count:,} update: the loss is no longer a finite number. A smaller learning rate usually helps; Reset begins again.</numerusform>
            <numerusform>Training stopped after {count:,} updates: the loss is no longer a finite number. A smaller learning rate usually helps; Reset begins again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{said}. {diverged} of these {count} run(s) diverged and are left out.</source>
        <translation>
            <numerusform>{said}. {diverged} of these {count} run diverged and are left out.</numerusform>
            <numerusform>{said}. {diverged} of these {count} runs diverged and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{said}. One of these {count} run(s) diverged and is left out.</source>
        <translation>
            <numerusform>{said}. One of these {count} run diverged and is left out.</numerusform>
            <numerusform>{said}. One of these {count} runs diverged and is left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} hidden layer(s)</source>
        <translation>
            <numerusform>{count} hidden layer</numerusform>
            <numerusform>{count} hidden layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} hidden neuron(s)</source>
        <translation>
            <numerusform>{count} hidden neuron</numerusform>
            <numerusform>{count} hidden neurons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Early stopping after {count:,.0f} update(s) without a better test loss</source>
        <translation>
            <numerusform>Early stopping after {count:,.0f} update without a better test loss</numerusform>
            <numerusform>Early stopping after {count:,.0f} updates without a better test loss</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} training example(s)</source>
        <translation>
            <numerusform>{count} training example</numerusform>
            <numerusform>{count} training examples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Right: {low} to {high}. The training loss is lowest with {best}: {loss:.2g} after {count:,} update(s).</source>
        <translation>
            <numerusform>Right: {low} to {high}. The training loss is lowest with {best}: {loss:.2g} after {count:,} update.</numerusform>
            <numerusform>Right: {low} to {high}. The training loss is lowest with {best}: {loss:.2g} after {count:,} updates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Right: {best} alone. The training loss is {loss:.2g} after {count:,} update(s).</source>
        <translation>
            <numerusform>Right: {best} alone. The training loss is {loss:.2g} after {count:,} update.</numerusform>
            <numerusform>Right: {best} alone. The training loss is {loss:.2g} after {count:,} updates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Diverged: {low} and above. In {fell} of {count} such run(s) the loss was no longer a number.</source>
        <translation>
            <numerusform>Diverged: {low} and above. In {fell} of {count} such run the loss was no longer a number.</numerusform>
            <numerusform>Diverged: {low} and above. In {fell} of {count} such runs the loss was no longer a number.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At {fell} of the {count} step(s) to more neurons it fell clearly, at {rose} it rose clearly.</source>
        <translation>
            <numerusform>At {fell} of the {count} step to more neurons it fell clearly, at {rose} it rose clearly.</numerusform>
            <numerusform>At {fell} of the {count} steps to more neurons it fell clearly, at {rose} it rose clearly.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Each of {count} point(s) must have two coordinates.</source>
        <translation>
            <numerusform>Each of {count} point must have two coordinates.</numerusform>
            <numerusform>Each of {count} points must have two coordinates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are {count} class(es), which need as many output neurons, not {neurons}.</source>
        <translation>
            <numerusform>There are {count} class, which need as many output neurons, not {neurons}.</numerusform>
            <numerusform>There are {count} classes, which need as many output neurons, not {neurons}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For {count} value(s) there must be as many output neurons, not {neurons}.</source>
        <translation>
            <numerusform>For {count} value there must be as many output neurons, not {neurons}.</numerusform>
            <numerusform>For {count} values there must be as many output neurons, not {neurons}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{networks} of {count:,} parameter(s) take {size:,} MB of memory, and at most {most:,} MB are given. Have fewer networks, or begin with a smaller one.</source>
        <translation>
            <numerusform>{networks} of {count:,} parameter take {size:,} MB of memory, and at most {most:,} MB are given. Have fewer networks, or begin with a smaller one.</numerusform>
            <numerusform>{networks} of {count:,} parameters take {size:,} MB of memory, and at most {most:,} MB are given. Have fewer networks, or begin with a smaller one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} network(s)</source>
        <translation>
            <numerusform>{count} network</numerusform>
            <numerusform>{count} networks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No. {number}, a network {network} with {count:,} parameter(s), has won: {validation} on the validation examples, which selected it. On the test examples it comes to {test}. Neither training nor selection had seen them, and in this evolution it was the first look.</source>
        <translation>
            <numerusform>No. {number}, a network {network} with {count:,} parameter, has won: {validation} on the validation examples, which selected it. On the test examples it comes to {test}. Neither training nor selection had seen them, and in this evolution it was the first look.</numerusform>
            <numerusform>No. {number}, a network {network} with {count:,} parameters, has won: {validation} on the validation examples, which selected it. On the test examples it comes to {test}. Neither training nor selection had seen them, and in this evolution it was the first look.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No. {number}, a network {network} with {count:,} parameter(s), has won: {validation} on the validation examples, which selected it. On the test examples it comes to {test}. Neither training nor selection had seen them; but with those it branched from this was look {looks}, and who chooses after a look has used them.</source>
        <translation>
            <numerusform>No. {number}, a network {network} with {count:,} parameter, has won: {validation} on the validation examples, which selected it. On the test examples it comes to {test}. Neither training nor selection had seen them; but with those it branched from this was look {looks}, and who chooses after a look has used them.</numerusform>
            <numerusform>No. {number}, a network {network} with {count:,} parameters, has won: {validation} on the validation examples, which selected it. On the test examples it comes to {test}. Neither training nor selection had seen them; but with those it branched from this was look {looks}, and who chooses after a look has used them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} neuron(s) more in layer {layer}</source>
        <translation>
            <numerusform>{count} neuron more in layer {layer}</numerusform>
            <numerusform>{count} neurons more in layer {layer}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} neuron(s) fewer in layer {layer}</source>
        <translation>
            <numerusform>{count} neuron fewer in layer {layer}</numerusform>
            <numerusform>{count} neurons fewer in layer {layer}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The loss {loss} needs an output layer of {count} neuron(s), not {neurons}.</source>
        <translation>
            <numerusform>The loss {loss} needs an output layer of {count} neuron, not {neurons}.</numerusform>
            <numerusform>The loss {loss} needs an output layer of {count} neurons, not {neurons}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are {count:,} point(s), and at most {most:,} can be drawn on. Choose fewer.</source>
        <translation>
            <numerusform>There are {count:,} point, and at most {most:,} can be drawn on. Choose fewer.</numerusform>
            <numerusform>There are {count:,} points, and at most {most:,} can be drawn on. Choose fewer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The optimizer {name} has {count} slot(s), not {found}.</source>
        <translation>
            <numerusform>The optimizer {name} has {count} slot, not {found}.</numerusform>
            <numerusform>The optimizer {name} has {count} slots, not {found}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Slots cannot be {count} update(s) old after {made}.</source>
        <translation>
            <numerusform>Slots cannot be {count} update old after {made}.</numerusform>
            <numerusform>Slots cannot be {count} updates old after {made}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Training has made its {count:,} update(s) and stopped.</source>
        <translation>
            <numerusform>Training has made its {count:,} update and stopped.</numerusform>
            <numerusform>Training has made its {count:,} updates and stopped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Training has made its {count:g} epoch(s) and stopped.</source>
        <translation>
            <numerusform>Training has made its {count:g} epoch and stopped.</numerusform>
            <numerusform>Training has made its {count:g} epochs and stopped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The test loss has not fallen for {count:,} update(s). So training has stopped and gone back to update {best:,}, where it was lowest: {loss:.4g}.</source>
        <translation>
            <numerusform>The test loss has not fallen for {count:,} update. So training has stopped and gone back to update {best:,}, where it was lowest: {loss:.4g}.</numerusform>
            <numerusform>The test loss has not fallen for {count:,} updates. So training has stopped and gone back to update {best:,}, where it was lowest: {loss:.4g}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The training loss has not fallen for {count:,} update(s). So training has stopped and gone back to update {best:,}, where it was lowest: {loss:.4g}.</source>
        <translation>
            <numerusform>The training loss has not fallen for {count:,} update. So training has stopped and gone back to update {best:,}, where it was lowest: {loss:.4g}.</numerusform>
            <numerusform>The training loss has not fallen for {count:,} updates. So training has stopped and gone back to update {best:,}, where it was lowest: {loss:.4g}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This layer has {count} neuron(s), and not these.</source>
        <translation>
            <numerusform>This layer has {count} neuron, and not these.</numerusform>
            <numerusform>This layer has {count} neurons, and not these.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>So far ({ended:,} of {count:,} run(s)):</source>
        <translation>
            <numerusform>So far ({ended:,} of {count:,} run):</numerusform>
            <numerusform>So far ({ended:,} of {count:,} runs):</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The data has {count:,} example(s) to train on, not {wanted:,}.</source>
        <translation>
            <numerusform>The data has {count:,} example to train on, not {wanted:,}.</numerusform>
            <numerusform>The data has {count:,} examples to train on, not {wanted:,}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This network has {count:,} weight(s). The most that are timed here are {most:,}: choose a smaller width or depth.</source>
        <translation>
            <numerusform>This network has {count:,} weight. The most that are timed here are {most:,}: choose a smaller width or depth.</numerusform>
            <numerusform>This network has {count:,} weights. The most that are timed here are {most:,}: choose a smaller width or depth.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This network needs {count:,} product(s) for a batch of {batch:,}. The most that are timed here are {most:,}: choose a smaller width, depth or batch.</source>
        <translation>
            <numerusform>This network needs {count:,} product for a batch of {batch:,}. The most that are timed here are {most:,}: choose a smaller width, depth or batch.</numerusform>
            <numerusform>This network needs {count:,} products for a batch of {batch:,}. The most that are timed here are {most:,}: choose a smaller width, depth or batch.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped after {spent}, {examples} of {count:,} example(s): about {seconds} for all of them.</source>
        <translation>
            <numerusform>Stopped after {spent}, {examples} of {count:,} example: about {seconds} for all of them.</numerusform>
            <numerusform>Stopped after {spent}, {examples} of {count:,} examples: about {seconds} for all of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Course</name>
    <message numerus="yes">
        <source>Δ: change in one update. Gradients: of %n training example(s).</source>
        <translation>
            <numerusform>Δ: change in one update. Gradients: of %n training example.</numerusform>
            <numerusform>Δ: change in one update. Gradients: of %n training examples.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DecisionMap</name>
    <message numerus="yes">
        <source>%n lines of {layer}</source>
        <translation>
            <numerusform>%n lines of {layer}</numerusform>
            <numerusform>%n lines of {layer}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Diagram</name>
    <message numerus="yes">
        <source>Gradients: mean over %n.</source>
        <translation>
            <numerusform>Gradients: mean over %n.</numerusform>
            <numerusform>Gradients: mean over %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pulses: the {count} largest of {all} product(s). Wave: all others, {sum} together.</source>
        <translation>
            <numerusform>Pulses: the {count} largest of {all} product. Wave: all others, {sum} together.</numerusform>
            <numerusform>Pulses: the {count} largest of {all} products. Wave: all others, {sum} together.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{pair}: full at |{symbol}| = {scale} (largest {largest}), fades as |{symbol}|^{power}; %n edges cross a pixel</source>
        <translation>
            <numerusform>{pair}: full at |{symbol}| = {scale} (largest {largest}), fades as |{symbol}|^{power}; %n edges cross a pixel</numerusform>
            <numerusform>{pair}: full at |{symbol}| = {scale} (largest {largest}), fades as |{symbol}|^{power}; %n edges cross a pixel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not finite and not drawn: {count} of {all} weight(s) into {layer}.</source>
        <translation>
            <numerusform>Not finite and not drawn: {count} of {all} weight into {layer}.</numerusform>
            <numerusform>Not finite and not drawn: {count} of {all} weights into {layer}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{layers}: edges of %n neurons drawn as {groups} groups of {size}.</source>
        <translation>
            <numerusform>{layers}: edges of %n neurons drawn as {groups} groups of {size}.</numerusform>
            <numerusform>{layers}: edges of %n neurons drawn as {groups} groups of {size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Strongest of %n weights in:</source>
        <translation>
            <numerusform>Strongest of %n weights in:</numerusform>
            <numerusform>Strongest of %n weights in:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Strongest of %n weights out:</source>
        <translation>
            <numerusform>Strongest of %n weights out:</numerusform>
            <numerusform>Strongest of %n weights out:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} of {all} weight(s)
not finite</source>
        <translation>
            <numerusform>{count} of {all} weight
not finite</numerusform>
            <numerusform>{count} of {all} weights
not finite</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message numerus="yes">
        <source>Close, and lose %n evolutions?</source>
        <translation>
            <numerusform>Close, and lose %n evolutions?</numerusform>
            <numerusform>Close, and lose %n evolutions?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitPad</name>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n stroke</numerusform>
            <numerusform>%n strokes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Evolution</name>
    <message numerus="yes">
        <source>Finished after %n generation(s)</source>
        <translation>
            <numerusform>Finished after %n generation</numerusform>
            <numerusform>Finished after %n generations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n generation(s) of networks, the fittest on top</source>
        <translation>
            <numerusform>%n generation of networks, the fittest on top</numerusform>
            <numerusform>%n generations of networks, the fittest on top</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No. {number}: {network}, {count} parameter(s)</source>
        <translation>
            <numerusform>No. {number}: {network}, {count} parameter</numerusform>
            <numerusform>No. {number}: {network}, {count} parameters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Experiments</name>
    <message numerus="yes">
        <source>A cross: %n setting(s) where a run diverged and none has ended well</source>
        <translation>
            <numerusform>A cross: %n setting where a run diverged and none has ended well</numerusform>
            <numerusform>A cross: %n settings where a run diverged and none has ended well</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) diverged: a cross</source>
        <translation>
            <numerusform>%n run diverged: a cross</numerusform>
            <numerusform>%n runs diverged: a cross</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a value here</source>
        <translation>
            <numerusform>%n without a value here</numerusform>
            <numerusform>%n without a value here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paused: {ended} of {all} run(s)</source>
        <translation>
            <numerusform>Paused: {ended} of {all} run</numerusform>
            <numerusform>Paused: {ended} of {all} runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{ended} of {all} run(s)</source>
        <translation>
            <numerusform>{ended} of {all} run</numerusform>
            <numerusform>{ended} of {all} runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} setting(s)</source>
        <translation>
            <numerusform>{count} setting</numerusform>
            <numerusform>{count} settings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} seed(s)</source>
        <translation>
            <numerusform>{count} seed</numerusform>
            <numerusform>{count} seeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} run(s)</source>
        <translation>
            <numerusform>{count} run</numerusform>
            <numerusform>{count} runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} update(s)</source>
        <translation>
            <numerusform>{count} update</numerusform>
            <numerusform>{count} updates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your last experiment was not finished: it made {ended} of {all} run(s) ({varied}).</source>
        <translation>
            <numerusform>Your last experiment was not finished: it made {ended} of {all} run ({varied}).</numerusform>
            <numerusform>Your last experiment was not finished: it made {ended} of {all} runs ({varied}).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message numerus="yes">
        <source>Layer {layer}: {count} of {of} neuron(s) dead, always 0</source>
        <translation>
            <numerusform>Layer {layer}: {count} of {of} neuron dead, always 0</numerusform>
            <numerusform>Layer {layer}: {count} of {of} neurons dead, always 0</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Layer {layer}: {count} of {of} neuron(s) saturated, stuck near an end</source>
        <translation>
            <numerusform>Layer {layer}: {count} of {of} neuron saturated, stuck near an end</numerusform>
            <numerusform>Layer {layer}: {count} of {of} neurons saturated, stuck near an end</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Histograms</name>
    <message numerus="yes">
        <source>What the neurons of each layer put out, for {examples} of the {of} training example(s).</source>
        <translation>
            <numerusform>What the neurons of each layer put out, for {examples} of the {of} training example.</numerusform>
            <numerusform>What the neurons of each layer put out, for {examples} of the {of} training examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>How much the loss C changes with each neuron’s sum z, for {examples} of the {of} training example(s).</source>
        <translation>
            <numerusform>How much the loss C changes with each neuron’s sum z, for {examples} of the {of} training example.</numerusform>
            <numerusform>How much the loss C changes with each neuron’s sum z, for {examples} of the {of} training examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>How much the mean loss C of {examples} of the {of} training example(s) changes with each weight.</source>
        <translation>
            <numerusform>How much the mean loss C of {examples} of the {of} training example changes with each weight.</numerusform>
            <numerusform>How much the mean loss C of {examples} of the {of} training examples changes with each weight.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} of {of} neuron(s) dead</source>
        <translation>
            <numerusform>{count} of {of} neuron dead</numerusform>
            <numerusform>{count} of {of} neurons dead</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dead: {count} of {of} neuron(s), always 0 for the examples that were looked at. So nothing is learned there.</source>
        <translation>
            <numerusform>Dead: {count} of {of} neuron, always 0 for the examples that were looked at. So nothing is learned there.</numerusform>
            <numerusform>Dead: {count} of {of} neurons, always 0 for the examples that were looked at. So nothing is learned there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saturated: {count} of {of} neuron(s), near an end of the range for nearly all examples. So hardly anything is learned there.</source>
        <translation>
            <numerusform>Saturated: {count} of {of} neuron, near an end of the range for nearly all examples. So hardly anything is learned there.</numerusform>
            <numerusform>Saturated: {count} of {of} neurons, near an end of the range for nearly all examples. So hardly anything is learned there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message numerus="yes">
        <source>Strongest of %n weight(s) out, to {layer}</source>
        <translation>
            <numerusform>Strongest of %n weight out, to {layer}</numerusform>
            <numerusform>Strongest of %n weights out, to {layer}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Strongest of %n weight(s), by row and column</source>
        <translation>
            <numerusform>Strongest of %n weight, by row and column</numerusform>
            <numerusform>Strongest of %n weights, by row and column</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Strongest of %n weight(s) in, from {layer}</source>
        <translation>
            <numerusform>Strongest of %n weight in, from {layer}</numerusform>
            <numerusform>Strongest of %n weights in, from {layer}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Landscape</name>
    <message numerus="yes">
        <source>The step is small: about {count} such step(s) lead to the lowest place.</source>
        <translation>
            <numerusform>The step is small: about {count} such step lead to the lowest place.</numerusform>
            <numerusform>The step is small: about {count} such steps lead to the lowest place.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Across: straight down, against the gradient after {count} update(s). Up: a random direction, larger where weights are.</source>
        <translation>
            <numerusform>Across: straight down, against the gradient after {count} update. Up: a random direction, larger where weights are.</numerusform>
            <numerusform>Across: straight down, against the gradient after {count} updates. Up: a random direction, larger where weights are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mean over the {count} training example(s), at update {made}.</source>
        <translation>
            <numerusform>Mean over the {count} training example, at update {made}.</numerusform>
            <numerusform>Mean over the {count} training examples, at update {made}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mean over {count} of {all} training example(s), always the same ones, at update {made}.</source>
        <translation>
            <numerusform>Mean over {count} of {all} training example, always the same ones, at update {made}.</numerusform>
            <numerusform>Mean over {count} of {all} training examples, always the same ones, at update {made}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LayerView</name>
    <message numerus="yes">
        <source>A sample of {count} of {total} example(s).</source>
        <translation>
            <numerusform>A sample of {count} of {total} example.</numerusform>
            <numerusform>A sample of {count} of {total} examples.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Matrices</name>
    <message numerus="yes">
        <source>{symbol}: {count} of {all} number(s) not finite.</source>
        <translation>
            <numerusform>{symbol}: {count} of {all} number not finite.</numerusform>
            <numerusform>{symbol}: {count} of {all} numbers not finite.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NetworkPanel</name>
    <message numerus="yes">
        <source>%n input(s)</source>
        <translation>
            <numerusform>%n input</numerusform>
            <numerusform>%n inputs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n input(s), {rows} × {columns}</source>
        <translation>
            <numerusform>%n input, {rows} × {columns}</numerusform>
            <numerusform>%n inputs, {rows} × {columns}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A network has at most %n layers</source>
        <translation>
            <numerusform>A network has at most %n layers</numerusform>
            <numerusform>A network has at most %n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} weight(s)</source>
        <translation>
            <numerusform>{count} weight</numerusform>
            <numerusform>{count} weights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} bias(es)</source>
        <translation>
            <numerusform>{count} bias</numerusform>
            <numerusform>{count} biases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} slope(s)</source>
        <translation>
            <numerusform>{count} slope</numerusform>
            <numerusform>{count} slopes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pace</name>
    <message numerus="yes">
        <source>{number} update(s)/s</source>
        <translation>
            <numerusform>{number} update/s</numerusform>
            <numerusform>{number} updates/s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Race</name>
    <message numerus="yes">
        <source>after {updates} update(s)</source>
        <translation>
            <numerusform>after {updates} update</numerusform>
            <numerusform>after {updates} updates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over: {updates} update(s)</source>
        <translation>
            <numerusform>Over: {updates} update</numerusform>
            <numerusform>Over: {updates} updates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{updates} of {most} update(s)</source>
        <translation>
            <numerusform>{updates} of {most} update</numerusform>
            <numerusform>{updates} of {most} updates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message numerus="yes">
        <source>{updates} update(s), loss: train {train}, test {test}</source>
        <translation>
            <numerusform>{updates} update, loss: train {train}, test {test}</numerusform>
            <numerusform>{updates} updates, loss: train {train}, test {test}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SlowMotion</name>
    <message numerus="yes">
        <source>Update {number}: weights change, mean of {batch} example(s)</source>
        <translation>
            <numerusform>Update {number}: weights change, mean of {batch} example</numerusform>
            <numerusform>Update {number}: weights change, mean of {batch} examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceSettings</name>
    <message numerus="yes">
        <source>%n input(s)</source>
        <translation>
            <numerusform>%n input</numerusform>
            <numerusform>%n inputs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message numerus="yes">
        <source>{gate} of %n input(s)</source>
        <translation>
            <numerusform>{gate} of %n input</numerusform>
            <numerusform>{gate} of %n inputs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>{rate} update(s)/s</source>
        <translation>
            <numerusform>{rate} update/s</numerusform>
            <numerusform>{rate} updates/s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message numerus="yes">
        <source>The record takes {size} MB: %n checkpoint(s).</source>
        <translation>
            <numerusform>The record takes {size} MB: %n checkpoint.</numerusform>
            <numerusform>The record takes {size} MB: %n checkpoints.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Walkthrough</name>
    <message numerus="yes">
        <source>Gradients are the mean of %n example(s).</source>
        <translation>
            <numerusform>Gradients are the mean of %n example.</numerusform>
            <numerusform>Gradients are the mean of %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean over the %n examples</source>
        <translation>
            <numerusform>mean over the %n examples</numerusform>
            <numerusform>mean over the %n examples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This example's loss rose, although the mean of the batch fell. An update serves the mean of all %n examples, not each one.</source>
        <translation>
            <numerusform>This example's loss rose, although the mean of the batch fell. An update serves the mean of all %n examples, not each one.</numerusform>
            <numerusform>This example's loss rose, although the mean of the batch fell. An update serves the mean of all %n examples, not each one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A bias is like a weight whose input is always 1. Its gradient is {delta} itself, averaged over the %n examples.</source>
        <translation>
            <numerusform>A bias is like a weight whose input is always 1. Its gradient is {delta} itself, averaged over the %n examples.</numerusform>
            <numerusform>A bias is like a weight whose input is always 1. Its gradient is {delta} itself, averaged over the %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The gradient is positive: a larger bias would raise the loss, on average over the %n examples.</source>
        <translation>
            <numerusform>The gradient is positive: a larger bias would raise the loss, on average over the %n examples.</numerusform>
            <numerusform>The gradient is positive: a larger bias would raise the loss, on average over the %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The gradient is negative: a larger bias would lower the loss, on average over the %n examples.</source>
        <translation>
            <numerusform>The gradient is negative: a larger bias would lower the loss, on average over the %n examples.</numerusform>
            <numerusform>The gradient is negative: a larger bias would lower the loss, on average over the %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The gradient is 0: a small change of the bias does not change the loss, on average over the %n examples.</source>
        <translation>
            <numerusform>The gradient is 0: a small change of the bias does not change the loss, on average over the %n examples.</numerusform>
            <numerusform>The gradient is 0: a small change of the bias does not change the loss, on average over the %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A weight's gradient is what came in through it on the way forward, times the {delta} on the way back. It is averaged over the %n examples.</source>
        <translation>
            <numerusform>A weight's gradient is what came in through it on the way forward, times the {delta} on the way back. It is averaged over the %n examples.</numerusform>
            <numerusform>A weight's gradient is what came in through it on the way forward, times the {delta} on the way back. It is averaged over the %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All weights into this neuron share its {delta}. The more came in through a weight, the larger its gradient, on average over the %n examples.</source>
        <translation>
            <numerusform>All weights into this neuron share its {delta}. The more came in through a weight, the larger its gradient, on average over the %n examples.</numerusform>
            <numerusform>All weights into this neuron share its {delta}. The more came in through a weight, the larger its gradient, on average over the %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The gradient is positive: a larger weight would raise the loss, on average over the %n examples.</source>
        <translation>
            <numerusform>The gradient is positive: a larger weight would raise the loss, on average over the %n examples.</numerusform>
            <numerusform>The gradient is positive: a larger weight would raise the loss, on average over the %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The gradient is negative: a larger weight would lower the loss, on average over the %n examples.</source>
        <translation>
            <numerusform>The gradient is negative: a larger weight would lower the loss, on average over the %n examples.</numerusform>
            <numerusform>The gradient is negative: a larger weight would lower the loss, on average over the %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The gradient is 0: a small change of the weight does not change the loss, on average over the %n examples.</source>
        <translation>
            <numerusform>The gradient is 0: a small change of the weight does not change the loss, on average over the %n examples.</numerusform>
            <numerusform>The gradient is 0: a small change of the weight does not change the loss, on average over the %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} number(s), {broken} of them not finite</source>
        <translation>
            <numerusform>{count} number, {broken} of them not finite</numerusform>
            <numerusform>{count} numbers, {broken} of them not finite</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} number(s), all of them {low}</source>
        <translation>
            <numerusform>{count} number, all of them {low}</numerusform>
            <numerusform>{count} numbers, all of them {low}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} number(s), from {low} to {high}</source>
        <translation>
            <numerusform>{count} number, from {low} to {high}</numerusform>
            <numerusform>{count} numbers, from {low} to {high}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Frozen among them: %n.</source>
        <translation>
            <numerusform>Frozen among them: %n.</numerusform>
            <numerusform>Frozen among them: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n input(s) are 0 and add nothing.</source>
        <translation>
            <numerusform>%n input is 0 and adds nothing.</numerusform>
            <numerusform>%n inputs are 0 and add nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gradient(s) are 0: their weights learn nothing.</source>
        <translation>
            <numerusform>%n gradient is 0: its weight learns nothing.</numerusform>
            <numerusform>%n gradients are 0: their weights learn nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weight(s) do not move.</source>
        <translation>
            <numerusform>%n weight does not move.</numerusform>
            <numerusform>%n weights do not move.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n term(s) are 0 and add nothing.</source>
        <translation>
            <numerusform>%n term is 0 and adds nothing.</numerusform>
            <numerusform>%n terms are 0 and add nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The walk skips %n smaller gradient(s).</source>
        <translation>
            <numerusform>The walk skips %n smaller gradient.</numerusform>
            <numerusform>The walk skips %n smaller gradients.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The walk skips %n smaller change(s).</source>
        <translation>
            <numerusform>The walk skips %n smaller change.</numerusform>
            <numerusform>The walk skips %n smaller changes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The walk skips %n smaller term(s), {sum} together.</source>
        <translation>
            <numerusform>The walk skips %n smaller term, {sum}.</numerusform>
            <numerusform>The walk skips %n smaller terms, {sum} together.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The chain rule: what comes back to each neuron is multiplied by {slope}. That is 0 for {flat} of %n neurons, so no {delta} passes through those.</source>
        <translation>
            <numerusform>The chain rule: what comes back to each neuron is multiplied by {slope}. That is 0 for {flat} of %n neurons, so no {delta} passes through those.</numerusform>
            <numerusform>The chain rule: what comes back to each neuron is multiplied by {slope}. That is 0 for {flat} of %n neurons, so no {delta} passes through those.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{broken} of {all} number(s) are infinite or not a number. Training has diverged and must start again. Usually the learning rate is too large.</source>
        <translation>
            <numerusform>{broken} of {all} number are infinite or not a number. Training has diverged and must start again. Usually the learning rate is too large.</numerusform>
            <numerusform>{broken} of {all} numbers are infinite or not a number. Training has diverged and must start again. Usually the learning rate is too large.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n example</numerusform>
            <numerusform>%n examples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} product(s)</source>
        <translation>
            <numerusform>{count} product</numerusform>
            <numerusform>{count} products</numerusform>
        </translation>
    </message>
</context>
</TS>
