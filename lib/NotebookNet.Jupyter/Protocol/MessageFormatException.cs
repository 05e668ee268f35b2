namespace NotebookNet.Jupyter.Protocol;

/// <summary>A message is none, or its content is not what its type asks for.</summary>
internal sealed class MessageFormatException(string message) : Exception(message);
