namespace NotebookNet.Jupyter.Protocol;

/// <summary>The kernel cannot be reached as its connection file says.</summary>
internal sealed class ConnectionException(string message) : Exception(message);
