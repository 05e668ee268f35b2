namespace NotebookNet.Jupyter.Specs;

/// <summary>A kernelspec cannot be installed or removed; the message is for the user.</summary>
internal sealed class KernelSpecException(string message) : Exception(message);
