<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
        <source>Strongest of %n weight(s) in, from {layer}</source>
        <translation>
            <numerusform>Strongest of %n weight in, from {layer}</numerusform>
            <numerusform>Strongest of %n weights in, from {layer}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Strongest of %n weight(s) in, from {layer} (row, column)</source>
        <translation>
            <numerusform>Strongest of %n weight in, from {layer} (row, column)</numerusform>
            <numerusform>Strongest of %n weights in, from {layer} (row, column)</numerusform>
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
        <source>%n input(s), {size}</source>
        <translation>
            <numerusform>%n input, {size}</numerusform>
            <numerusform>%n inputs, {size}</numerusform>
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
        <source>{proof} Gradients are the mean of %n example(s).</source>
        <translation>
            <numerusform>{proof} Gradients are the mean of %n example.</numerusform>
            <numerusform>{proof} Gradients are the mean of %n examples.</numerusform>
        </translation>
    </message>
</context>
</TS>
