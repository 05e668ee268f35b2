namespace NotebookNet.Jupyter.Help;

/// <summary>One thing that could stand in a cell.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Type">What it is: `method`, `property`, `class`, `keyword`, `magic`, …, as front ends choose icons by.</param>
internal sealed record CompletionMatch(string Text, string Type);
