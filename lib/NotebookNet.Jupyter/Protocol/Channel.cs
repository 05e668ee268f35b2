namespace NotebookNet.Jupyter.Protocol;

/// <summary>The sockets of a kernel, by the names that the protocol gives them.</summary>
internal enum Channel
{
    Shell,
    IOPub,
    Stdin,
    Control,
    Heartbeat,
}
