namespace NotebookNet.Jupyter.Help;

/// <summary>Whether a cell can be run as it stands.</summary>
/// <param name="Status">As the protocol calls it: `complete`, `incomplete`, `invalid` or `unknown`.</param>
/// <param name="Indent">What the next line of an incomplete cell begins with.</param>
internal sealed record Completeness(string Status, string Indent = "");
