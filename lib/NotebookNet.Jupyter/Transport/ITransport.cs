using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter.Transport;

/// <summary>
/// Carries the frames of messages between front ends and the kernel. It answers heartbeats by itself. Its calls may come from
/// any thread, and wait on no other one of the pool: a cell may keep those.
/// </summary>
internal interface ITransport : IDisposable
{
    /// <summary>Waits for the next message of a channel, in the order in which they came.</summary>
    /// <returns>Its frames, or null when the transport is closed.</returns>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    IReadOnlyList<byte[]>? Receive(Channel channel, CancellationToken cancellation = default);

    /// <summary>Takes in what has arrived at a channel until now.</summary>
    /// <returns>How many messages wait to be received, and whether more may wait where there was no room for them.</returns>
    (int Waiting, bool IsFull) Settle(Channel channel);

    /// <summary>Sends a message. Whoever does not read it loses it.</summary>
    void Send(Channel channel, IReadOnlyList<byte[]> frames);
}
