using System.Text.Json;
using NotebookNet.Jupyter.Help;

namespace NotebookNet.Jupyter.Tests.Help;

/// <summary>Wherever the cursor stands in the cells of the course, there is an answer, and it is about that place.</summary>
[Collection(HelpCollection.Name)]
public sealed class CourseCellsTests(HelpFixture fixture)
{
    [Fact]
    public Task At_some_positions() => AskAsync("01-loss-functions.ipynb", step: 997, mostCells: 5);

    [Theory]
    [Trait("Tier", "long")]
    [MemberData(nameof(Notebooks))]
    public Task At_many_positions(string notebook) => AskAsync(notebook, step: 61);

    public static TheoryData<string> Notebooks() =>
        [
            .. Directory
                .EnumerateFiles(Folder(), "*.ipynb")
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

    private async Task AskAsync(string notebook, int step, int mostCells = int.MaxValue)
    {
        using JsonDocument document = JsonDocument.Parse(
            await File.ReadAllBytesAsync(
                Path.Combine(Folder(), notebook),
                TestContext.Current.CancellationToken
            )
        );
        int asked = 0;
        foreach (
            JsonElement cell in document
                .RootElement.GetProperty("cells")
                .EnumerateArray()
                .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
                .Take(mostCells)
        )
        {
            string code = string.Concat(
                cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())
            );
            for (int cursor = asked % step; cursor <= code.Length; cursor += step)
            {
                // A cell that is whole, and one that is written up to there.
                foreach (string text in (string[])[code, code[..cursor]])
                {
                    Completions completions = await fixture.Help.CompleteAsync(
                        text,
                        cursor,
                        TestContext.Current.CancellationToken
                    );
                    Assert.InRange(cursor, completions.Start, completions.End);
                    await fixture.Help.InspectAsync(
                        text,
                        cursor,
                        1,
                        TestContext.Current.CancellationToken
                    );
                    fixture.Help.IsComplete(text);
                    Assert.Empty(fixture.Logged);
                    asked++;
                }
            }

            Assert.Contains(
                fixture.Help.IsComplete(code).Status,
                (string[])["complete", "invalid"]
            );
        }

        Assert.NotEqual(0, asked);
    }

    private static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NotebookNet.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "notebooks");
    }
}
