using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NotebookNet.Session;

/// <summary>
/// Where the code of a live session's cells can be stopped: it passes one in each turn of a loop, and where a function
/// begins. Cells do not write these calls; <see cref="StopPoints"/> does.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StopPoint
{
    private static bool s_isClosed;

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

    /// <summary>Stops, from now on, whatever passes.</summary>
    internal static void Close() => Volatile.Write(ref s_isClosed, true);

    /// <summary>Lets pass again.</summary>
    internal static void Open() => Volatile.Write(ref s_isClosed, false);

    private static void Stop() => throw new CellStoppedException();
}
