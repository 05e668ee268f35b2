namespace NotebookNet.Runner.Notebooks;

/// <summary>A file is not a notebook that can be read here; the message names what was found and what was expected.</summary>
internal sealed class NotebookFormatException(string message) : Exception(message);
