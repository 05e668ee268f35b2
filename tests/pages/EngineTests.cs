using Microsoft.Playwright;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Verification;

namespace NotebookNet.Pages.Tests;

/// <summary>Chapters run on their pages, from top to bottom, and show what their notebooks store: by the rules of `notebooknet verify`.</summary>
[Collection<Reader>]
public sealed class EngineTests(Reader reader)
{
    private const double Tolerance = 1e-9;

    /// <summary>Cells, counted from 1, that show rounding errors, as small as the last bit: in a browser they are others.</summary>
    private static readonly Dictionary<string, int[]> s_roundingErrors = new()
    {
        ["05b-automatic-differentiation"] = [12, 14],
    };

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(30);

    /// <summary>Two chapters in the first tier; those whose cells a browser runs in minutes in the long one.</summary>
    public static IEnumerable<TheoryDataRow<string>> Chapters =>
        [
            "02-numerical-differentiation",
            "03-gradient-descent",
            .. new[]
            {
                "00-start-here",
                "01-loss-functions",
                "04-training-a-network",
                "05-backpropagation",
                "05b-automatic-differentiation",
                "06-optimizers",
            }.Select(chapter => new TheoryDataRow<string>(chapter).WithTrait("Tier", "long")),
        ];

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_shows_what_its_notebook_stores(string chapter)
    {
        await using RunPage run = new(await reader.Open($"notebooks/{chapter}.html"));
        await run.Button("Run all").ClickAsync();
        // All wait from the press on; the run ends with the last, or with the first that fails.
        await run.Page.WaitForFunctionAsync(
            "() => !document.querySelector('[data-state=running], [data-state=waiting]') && document.querySelector('[data-state=done], [data-state=failed], [data-state=stopped]')",
            null,
            new() { Timeout = (float)s_longest.TotalMilliseconds }
        );
        Assert.Equal(
            [],
            await run.Page.Locator("[data-state=failed], [data-state=stopped]").AllInnerTextsAsync()
        );
        IDownload download = await run.Page.RunAndWaitForDownloadAsync(() =>
            run.Button("Save as notebook").ClickAsync()
        );
        string stored = Path.Combine(Site.Root, "notebooks", $"{chapter}.ipynb");
        NotebookCell[] expected = Code(stored);
        NotebookCell[] shown = Code((await download.PathAsync())!);
        OutputComparer comparer = new(Tolerance, MachineFolders.Of("/course/notebooks"));
        int[] different = s_roundingErrors.GetValueOrDefault(chapter, []);
        string[] differences =
        [
            .. expected
                .Zip(shown, (stored, shown) => (stored, shown))
                .Index()
                .Where(cell =>
                    !cell.Item.stored.IgnoresOutput && !different.Contains(cell.Index + 1)
                )
                .SelectMany(cell =>
                    comparer
                        .Compare(cell.Item.stored.Outputs, cell.Item.shown.Outputs)
                        .Select(difference =>
                            Invariant($"code cell {cell.Index + 1}: {difference}")
                        )
                ),
        ];
        Assert.Equal(expected.Length, shown.Length);
        Assert.True(differences.Length == 0, string.Join('\n', differences));
        Assert.Empty(run.Open.Complaints);
        Assert.Empty(run.Open.RequestsOutside);
    }

    [Fact]
    public async Task Who_ends_the_program_or_asks_for_what_a_page_has_not_is_told()
    {
        await using RunPage run = new(await reader.Open(RunPage.Chapter));
        await run.Write(0, "new System.Threading.Thread(() => { }).Start();");
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions
            .Expect(run.Outputs(0))
            .ToContainTextAsync("A page in a browser has one thread", new() { Timeout = 120_000 });
        await run.Write(0, "Console.ReadLine();");
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions
            .Expect(run.Outputs(0))
            .ToContainTextAsync("Nobody can type into a cell", new() { Timeout = 120_000 });
        await run.Write(0, "Environment.Exit(0);");
        await run.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions
            .Expect(run.Strip)
            .ToContainTextAsync("ended its program", new() { Timeout = 120_000 });
        await Assertions.Expect(run.Outputs(0)).ToBeEmptyAsync();
    }

    private static NotebookCell[] Code(string path) =>
        [.. NotebookDocument.Read(path).Cells.Where(cell => cell.IsCode)];
}
