namespace NotebookNet.Runner.Export;

/// <summary>A notebook holds what cannot be exported: the message says what, and where.</summary>
internal sealed class ExportException(string message) : Exception(message);
