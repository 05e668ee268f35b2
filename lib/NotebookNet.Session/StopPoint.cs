using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NotebookNet.Session;

/// <summary>
/// Where the code of a live session's cells can be stopped: it passes one in each turn of a loop, and where a function
/// begins. Cells do not write these calls; <see cref="StopPoints"/> does.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StopPoint
{
    /// <summary>How long what is called while the first stop goes its way out may last: it closes files, and tells of the end.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private static bool s_isClosed;

    /// <summary>The cell that is to stop, with all that it has started.</summary>
    private static volatile CellExecution? s_cell;

    /// <summary>When something was stopped first since the stop points are closed; 0 before.</summary>
    private static long s_firstStop;

    /// <summary>Goes on, or throws where the cells are to stop.</summary>
    /// <exception cref="CellStoppedException">They are.</exception>
    public static void Pass()
    {
        if (Volatile.Read(ref s_isClosed))
        {
            Stop();
        }
    }

    /// <summary>As <see cref="Pass"/>, at the beginning of a function that calls itself: one that does so without end fails, and the session goes on.</summary>
    /// <exception cref="CellStoppedException">The cells are to stop.</exception>
    /// <exception cref="InsufficientExecutionStackException">There is no room for another call.</exception>
    public static void Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Pass();
    }

    /// <summary>Stops, from now on, what passes of a cell: the first at once, and what still runs after a moment.</summary>
    internal static void Close(CellExecution? cell)
    {
        s_cell = cell;
        Volatile.Write(ref s_firstStop, 0);
        Volatile.Write(ref s_isClosed, true);
    }

    /// <summary>Lets a cell pass again; what is left of it goes on from there.</summary>
    internal static void Open(CellExecution? cell)
    {
        if (s_cell == cell)
        {
            Volatile.Write(ref s_isClosed, false);
        }
    }

    private static void Stop()
    {
        if (CellExecution.Current != s_cell)
        {
            return;
        }

        long first = Interlocked.CompareExchange(ref s_firstStop, Stopwatch.GetTimestamp(), 0);
        if (first == 0 || Stopwatch.GetElapsedTime(first) > s_grace)
        {
            throw new CellStoppedException();
        }
    }
}
