using System.Globalization;

namespace NotebookNet.Runner.Commands;

/// <summary>The culture of a process in which cells run: a notebook shows the same wherever it runs; a cell that wants another culture names it.</summary>
internal static class CellCulture
{
    /// <summary>Makes it that of every thread.</summary>
    public static void Use()
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture =
            CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture =
            CultureInfo.InvariantCulture;
    }
}
