using System.ComponentModel;

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

    /// <summary>Stops, from now on, whatever passes.</summary>
    internal static void Close() => Volatile.Write(ref s_isClosed, true);

    /// <summary>Lets pass again.</summary>
    internal static void Open() => Volatile.Write(ref s_isClosed, false);

    private static void Stop() => throw new CellStoppedException();
}
