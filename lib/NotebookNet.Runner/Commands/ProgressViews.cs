using Spectre.Console;

namespace NotebookNet.Runner.Commands;

/// <summary>Chooses how progress is shown: live on a terminal, else, on a narrow one and in continuous integration, as lines.</summary>
internal static class ProgressViews
{
    /// <summary>Does <paramref name="work"/> while its progress is shown.</summary>
    public static async Task<IReadOnlyList<NotebookResult>> ShowAsync(
        Func<IProgressView, Task<IReadOnlyList<NotebookResult>>> work
    )
    {
        bool isContinuousIntegration = string.Equals(
            Environment.GetEnvironmentVariable("CI"),
            "true",
            StringComparison.OrdinalIgnoreCase
        );
        if (
            isContinuousIntegration
            || Console.IsOutputRedirected
            || !AnsiConsole.Profile.Capabilities.Ansi
            || AnsiConsole.Profile.Width < TerminalOutput.Narrowest
        )
        {
            IReadOnlyList<NotebookResult> all = await work(new PlainProgress(Console.Out));
            Console.WriteLine(PlainProgress.Totals(all));
            return all;
        }

        AnsiConsole.Profile.Out = new TerminalOutput(AnsiConsole.Profile.Out);
        IReadOnlyList<NotebookResult> results = await AnsiConsole
            .Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new ElapsedTimeColumn()
            )
            .StartAsync(context => work(new TerminalProgress(context)));
        TerminalProgress.WriteSummary(results);
        return results;
    }
}
