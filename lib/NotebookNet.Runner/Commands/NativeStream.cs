namespace NotebookNet.Runner.Commands;

/// <summary>What a worker writes to one of its standard streams past the console, cell by cell.</summary>
internal sealed class NativeStream
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _cellEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NativeStream(StreamReader reader, Action<string> write) =>
        Completion = ReadAsync(reader, write);

    /// <summary>Completes at the end of the stream.</summary>
    public Task Completion { get; }

    /// <summary>Completes when what the next cell writes has been read.</summary>
    public Task NextCellEnd()
    {
        lock (_lock)
        {
            if (_cellEnd.Task.IsCompleted && !Completion.IsCompleted)
            {
                _cellEnd = new TaskCompletionSource(
                    TaskCreationOptions.RunContinuationsAsynchronously
                );
            }

            return _cellEnd.Task;
        }
    }

    private async Task ReadAsync(StreamReader reader, Action<string> write)
    {
        char[] buffer = new char[16_384];
        int length;
        while ((length = await reader.ReadAsync(buffer)) > 0)
        {
            string text = new(buffer, 0, length);
            foreach (
                string part in text.Split(WorkerMessages.EndOfCell).Where(part => part.Length > 0)
            )
            {
                write(part);
            }

            if (text.Contains(WorkerMessages.EndOfCell))
            {
                EndCell();
            }
        }

        EndCell();
    }

    private void EndCell()
    {
        lock (_lock)
        {
            _cellEnd.TrySetResult();
        }
    }
}
