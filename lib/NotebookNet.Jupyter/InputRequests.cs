using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter;

/// <summary>Asks the front end of the running cell for a line, and waits for it.</summary>
internal sealed class InputRequests(Publisher publisher)
{
    private readonly object _lock = new();
    private Message? _asker;
    private string _id = "";
    private string? _line;
    private bool _isInterrupted;

    /// <summary>The line that somebody types.</summary>
    /// <param name="request">The request whose cell reads.</param>
    /// <param name="prompt">What stands before the line.</param>
    /// <param name="isPassword">Whether the line is not to be seen.</param>
    /// <exception cref="OperationCanceledException">The cell is interrupted.</exception>
    public string Read(Message request, string prompt, bool isPassword)
    {
        lock (_lock)
        {
            // Two threads of a cell read one after the other.
            while (_asker is not null)
            {
                Wait();
            }

            _asker = request;
            _line = null;
            try
            {
                _id = publisher.Ask(
                    Channel.Stdin,
                    "input_request",
                    request,
                    writer =>
                    {
                        writer.WriteString("prompt", prompt);
                        writer.WriteBoolean("password", isPassword);
                    }
                );
                while (_line is null)
                {
                    Wait();
                }

                return _line;
            }
            finally
            {
                _asker = null;
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>Takes a reply; one that nobody has asked for, or of somebody else, is dropped.</summary>
    public void Receive(Message reply)
    {
        string line = reply.Content.Text("value");
        lock (_lock)
        {
            if (
                _asker is not null
                && _asker.Identities.Count == reply.Identities.Count
                && _asker
                    .Identities.Zip(reply.Identities)
                    .All(pair => pair.First.AsSpan().SequenceEqual(pair.Second))
                && (reply.ParentId is null || reply.ParentId == _id)
            )
            {
                _line = line;
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>Another cell begins: what has interrupted the one before is over.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _isInterrupted = false;
        }
    }

    /// <summary>Ends the waiting.</summary>
    public void Interrupt()
    {
        lock (_lock)
        {
            _isInterrupted = true;
            Monitor.PulseAll(_lock);
        }
    }

    private void Wait()
    {
        if (_isInterrupted)
        {
            throw new OperationCanceledException("The reading was interrupted.");
        }

        Monitor.Wait(_lock);
    }
}
