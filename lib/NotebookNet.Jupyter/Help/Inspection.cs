namespace NotebookNet.Jupyter.Help;

/// <summary>What there is to say about a name in a cell.</summary>
/// <param name="Text">As `text/plain`.</param>
/// <param name="Markdown">The same as `text/markdown`.</param>
internal sealed record Inspection(string Text, string Markdown);
