using Microsoft.CodeAnalysis;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>A program as it is written.</summary>
/// <param name="Text">Its text.</param>
/// <param name="TargetsName">The name of its file of build targets.</param>
/// <param name="Targets">That file; null where it needs none.</param>
internal sealed record ProgramFile(string Text, string TargetsName, string? Targets)
{
    /// <summary>The marks of the cells: the line before which each begins.</summary>
    public required IReadOnlyList<(string Name, string Start)> Cells { get; init; }

    /// <summary>An error of the compiler, by the cell that it is in and the line of the program.</summary>
    public string Describe(Diagnostic error)
    {
        int position = error.Location.SourceSpan.Start;
        int from = 0;
        string? cell = null;
        foreach ((string name, string start) in Cells)
        {
            int at = Text.IndexOf(start, from, StringComparison.Ordinal);
            if (at > position)
            {
                break;
            }

            if (at >= 0)
            {
                (cell, from) = (name, at);
            }
        }

        string line = Text[..position].Split('\n')[^1] + Text[position..].Split('\n')[0];
        return $"{cell ?? "the program"}: as a program it does not compile, {error.Id}: {error.GetMessage(null)} In: {line.Trim()}";
    }
}
