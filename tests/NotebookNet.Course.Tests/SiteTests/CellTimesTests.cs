using System.Text.Json;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Site;

namespace NotebookNet.Course.Tests.SiteTests;

/// <summary>The times that a page says before a long cell runs are of cells that there are.</summary>
public sealed class CellTimesTests
{
    private static readonly Repository s_repository = Repository.Find();

    private static readonly Dictionary<string, double[]> s_seconds = JsonSerializer.Deserialize<
        Dictionary<string, double[]>
    >(File.ReadAllText(s_repository.PathOf("lib/NotebookNet.Browser/times.json")))!;

    public static TheoryData<string> Chapters => [.. s_seconds.Keys];

    [Theory]
    [MemberData(nameof(Chapters))]
    public void Each_code_cell_of_a_chapter_has_its_time(string chapter)
    {
        Assert.Equal(
            NotebookDocument.Read(s_repository.PathOf(chapter)).Cells.Count(cell => cell.IsCode),
            s_seconds[chapter].Length
        );
        Assert.All(s_seconds[chapter], seconds => Assert.InRange(seconds, 0, 600));
    }
}
