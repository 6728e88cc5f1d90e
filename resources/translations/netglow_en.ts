<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
        <source>{pair}: full at |{symbol}| = {scale} (largest {largest}), fades as |{symbol}|^{power}; %n edges cross a pixel</source>
        <translation>
            <numerusform>{pair}: full at |{symbol}| = {scale} (largest {largest}), fades as |{symbol}|^{power}; %n edges cross a pixel</numerusform>
            <numerusform>{pair}: full at |{symbol}| = {scale} (largest {largest}), fades as |{symbol}|^{power}; %n edges cross a pixel</numerusform>
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
</context>
</TS>
