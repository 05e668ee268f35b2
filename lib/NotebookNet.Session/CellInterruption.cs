using System.Diagnostics.CodeAnalysis;

namespace NotebookNet.Session;

/// <summary>
/// Stops the code of a live session's cells. What passes a stop point, or looks at the token, ends by itself; what waits is
/// woken; what is awaited is left. Nothing is aborted: what does none of these goes on, and that is said.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing.")]
internal sealed class CellInterruption
{
    /// <summary>How long code may take to end by itself before it is woken or left, and how long before it is said that it does not end.</summary>
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private CancellationTokenSource _stop = new();
    private TaskCompletionSource _left = new();
    private Thread? _thread;
    private CellExecution? _cell;

    /// <summary>Cancelled when the running cell is to stop.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether the running cell is to stop.</summary>
    public bool IsRequested { get; private set; }

    /// <summary>A cell begins: what the one before was told does not hold for it.</summary>
    public void Begin(CellExecution cell)
    {
        lock (_lock)
        {
            if (IsRequested)
            {
                IsRequested = false;
                _stop = new CancellationTokenSource();
                _left = new TaskCompletionSource();
            }

            _cell = cell;
        }
    }

    /// <summary>The cell has ended.</summary>
    public void End()
    {
        lock (_lock)
        {
            _cell = null;
        }
    }

    /// <summary>Asks the running cell to stop; a cell that has been asked, or none, is not asked.</summary>
    public void Request()
    {
        CellExecution cell;
        CancellationTokenSource stop;
        TaskCompletionSource left;
        lock (_lock)
        {
            if (_cell is null || IsRequested)
            {
                return;
            }

            (cell, stop, left) = (_cell, _stop, _left);
            IsRequested = true;
            StopPoint.Close(cell);
        }

        // What the token calls is the cells' code.
        _ = Task.Run(stop.Cancel);
        _ = InsistAsync(cell, left);
    }

    /// <summary>Runs code of a cell.</summary>
    /// <exception cref="CellStoppedException">It was left, not knowing whether it ends.</exception>
    public async Task RunAsync(Func<Task> code)
    {
        if (IsRequested)
        {
            throw new CellStoppedException();
        }

        Task task;
        Thread? outer = _thread;
        TaskCompletionSource left = _left;
        _thread = Thread.CurrentThread;
        try
        {
            task = code();
        }
        finally
        {
            lock (_lock)
            {
                _thread = outer;
                if (IsRequested && outer is null)
                {
                    ForgetWaking();
                }
            }
        }

        if (await Task.WhenAny(task, left.Task) == left.Task && !task.IsCompleted)
        {
            throw new CellStoppedException();
        }

        await task;
    }

    /// <summary>Whether an exception is what an interruption becomes on its way out of a cell.</summary>
    public bool IsCause(Exception exception) =>
        IsRequested
        && (
            exception is CellStoppedException or ThreadInterruptedException
            || exception.GetType() == typeof(OperationCanceledException)
            || exception.GetType() == typeof(TaskCanceledException)
            || (exception as AggregateException)?.InnerExceptions.Any(IsCause) == true
            || (exception.InnerException is { } inner && IsCause(inner))
        );

    private async Task InsistAsync(CellExecution cell, TaskCompletionSource left)
    {
        await InsistOnEndAsync(cell, left);
        // Threads that it has started have a moment more; that another cell runs by then is nothing to them.
        await Task.Delay(s_patience);
        StopPoint.Open(cell);
    }

    private async Task InsistOnEndAsync(CellExecution cell, TaskCompletionSource left)
    {
        await Task.Delay(s_moment);
        TimeSpan waited = s_moment;
        for (int waiting = 0; IsRunning(cell); waited += s_pause)
        {
            if (!IsInCode(cell))
            {
                left.TrySetResult();
                return;
            }

            waiting = IsWaiting(cell) ? waiting + 1 : 0;
            if (waiting > 5)
            {
                Wake(cell);
            }

            if (waited >= s_patience)
            {
                cell.Print(
                    "stderr",
                    "The cell does not stop: it runs code that cannot be interrupted. Wait for its end, or restart the kernel.\n"
                );
                cell.Flush();
                return;
            }

            await Task.Delay(s_pause);
        }
    }

    private bool IsRunning(CellExecution cell)
    {
        lock (_lock)
        {
            return _cell == cell;
        }
    }

    /// <summary>Whether a thread is in the cell's code now; a cell that awaits something has none.</summary>
    private bool IsInCode(CellExecution cell)
    {
        lock (_lock)
        {
            return _cell == cell && _thread is not null;
        }
    }

    private bool IsWaiting(CellExecution cell)
    {
        lock (_lock)
        {
            return _cell == cell && _thread?.ThreadState.HasFlag(ThreadState.WaitSleepJoin) == true;
        }
    }

    private void Wake(CellExecution cell)
    {
        lock (_lock)
        {
            if (_cell == cell)
            {
                _thread?.Interrupt();
            }
        }
    }

    /// <summary>A thread that was woken where it did not wait would throw at its next wait, in code that is not the cell's.</summary>
    private static void ForgetWaking()
    {
        try
        {
            Thread.Sleep(0);
        }
        catch (ThreadInterruptedException) { }
    }
}
