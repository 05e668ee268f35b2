using System.Text.RegularExpressions;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests;

/// <summary>Where a reader looks for a chapter, every chapter stands.</summary>
public sealed partial class MapsOfTheCourseTests
{
    private static IEnumerable<string> Files =>
        Model.Course.Stored.Chapters.Select(chapter => Path.GetFileName(chapter.Path));

    [Fact]
    public void The_readme_has_a_line_and_a_picture_for_every_chapter()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Model.Course.Root, "README.md"));
        Assert.Empty(HtmlImages.WithoutText(string.Join('\n', lines)));
        foreach (string file in Files)
        {
            string line = Assert.Single(
                lines,
                line => line.StartsWith('|') && line.Contains($"(notebooks/{file})")
            );
            if (!file.StartsWith("appendix", StringComparison.Ordinal))
            {
                Match picture = Picture().Match(line);
                Assert.True(picture.Success, $"{file} has no picture in the README");
                Assert.True(
                    File.Exists(Path.Combine(Model.Course.Root, picture.Groups["path"].Value)),
                    $"{picture.Groups["path"].Value} is not there"
                );
            }
        }
    }

    [Fact]
    public void The_map_of_the_first_notebook_has_a_line_for_every_other()
    {
        Chapter start = Model.Course.Stored.Chapters.First(chapter => chapter.Number == 0);
        string[] lines =
        [
            .. start.Cells.Where(cell => !cell.IsCode).SelectMany(cell => cell.Lines),
        ];
        foreach (string file in Files.Where(file => file != Path.GetFileName(start.Path)))
        {
            Assert.Single(lines, line => line.StartsWith('|') && line.Contains($"({file})"));
        }
    }

    [GeneratedRegex("<img src=\"(?<path>docs/[^\"]+)\"")]
    private static partial Regex Picture();
}
