namespace NotebookNet.Interactive.Live;

/// <summary>Where outputs that change in place are shown.</summary>
internal static class DisplayHost
{
    /// <summary>The session that executes the cells, when it has put itself here; else null.</summary>
    public static IDisplayHost? Current { get; set; }
}
