using System.Collections.Concurrent;
using System.Globalization;
using Spectre.Console;

namespace NotebookNet.Runner.Commands;

/// <summary>Progress on a terminal: a bar for each notebook that runs.</summary>
internal sealed class TerminalProgress(ProgressContext context) : IProgressView
{
    private readonly ConcurrentDictionary<string, ProgressTask> _tasks = [];

    public void Started(string path, int cells) =>
        _tasks[path] = context.AddTask(
            Markup.Escape(PlainProgress.Shown(path)),
            maxValue: Math.Max(cells, 1)
        );

    public void CellStarted(string path, int number)
    {
        ProgressTask task = _tasks[path];
        task.Value = number - 1;
        task.Description = Markup.Escape(
            Invariant($"{PlainProgress.Shown(path)}: cell {number} of {task.MaxValue:0}")
        );
    }

    public void Ended(NotebookResult result)
    {
        if (_tasks.TryGetValue(result.Path, out ProgressTask? task))
        {
            task.Value = result.Ok ? task.MaxValue : task.Value;
            task.Description =
                $"[{Look(result).Color}]{Markup.Escape(PlainProgress.Shown(result.Path))}[/]";
            task.StopTask();
        }
    }

    public void Note(string message) => AnsiConsole.MarkupLineInterpolated($"[yellow]{message}[/]");

    /// <summary>The results as a table, then what failed or was skipped.</summary>
    public static void WriteSummary(IReadOnlyList<NotebookResult> results)
    {
        Spectre.Console.Table table = new() { Border = TableBorder.Rounded };
        table.AddColumn("notebook");
        table.AddColumn("result");
        table.AddColumn(new TableColumn("seconds").RightAligned());
        table.AddColumn(new TableColumn("memory").RightAligned());
        foreach (NotebookResult result in results)
        {
            table.AddRow(
                Markup.Escape(PlainProgress.Shown(result.Path)),
                $"[{Look(result).Color}]{Look(result).Word}[/]",
                result.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
                $"{(result.PeakMemoryBytes / 1e6).ToString("0", CultureInfo.InvariantCulture)} MB"
            );
        }

        AnsiConsole.Write(table);
        foreach (NotebookResult result in results.Where(result => !result.Ok || result.IsSkipped))
        {
            Console.WriteLine(PlainProgress.Summary(result));
        }

        Console.WriteLine(PlainProgress.Totals(results));
    }

    private static (string Word, string Color) Look(NotebookResult result) =>
        result switch
        {
            { IsSkipped: true } => ("skipped", "yellow"),
            { Ok: true } => ("passed", "green"),
            _ => ("failed", "red"),
        };
}
