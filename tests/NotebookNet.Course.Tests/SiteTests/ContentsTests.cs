using NotebookNet.Site;

namespace NotebookNet.Course.Tests.SiteTests;

/// <summary>The tables of contents of the site.</summary>
public sealed class ContentsTests
{
    private static readonly Repository s_repository = new(Model.Course.Root, Address: null);

    [Fact]
    public void Chapters_stand_in_their_order_and_second_parts_below_first_ones()
    {
        IReadOnlyList<ContentsEntry> entries = Contents.OfCourse(Chapter.All(s_repository));

        string[] files =
        [
            .. entries.SelectMany(entry => entry.Below.Prepend(entry)).Select(entry => entry.File),
        ];
        Assert.Equal(
            Model.Course.Stored.Chapters.Select(chapter =>
                Path.ChangeExtension(chapter.Name, ".md")
            ),
            files
        );
        ContentsEntry optimizers = Assert.Single(
            entries,
            entry => entry.File == "06-optimizers.md"
        );
        Assert.Equal("06 · Optimizers", optimizers.Name);
        Assert.Equal("06b · Optimizers on MNIST", Assert.Single(optimizers.Below).Name);
        Assert.All(entries, entry => Assert.DoesNotMatch("^[0-9]+[a-z]", entry.File));
    }

    [Fact]
    public void Every_guide_is_listed_once()
    {
        IReadOnlyList<string> guides = Guides.Files(s_repository);

        Assert.Equal(guides.Distinct(), guides);
        Assert.Superset(
            (HashSet<string>)
                [
                    .. Directory
                        .EnumerateFiles(s_repository.PathOf("docs"), "*.md")
                        .Select(file => $"docs/{Path.GetFileName(file)}"),
                ],
            guides.ToHashSet()
        );
        Assert.Equal("README.md", guides[0]);
    }

    [Fact]
    public void Names_are_quoted_and_entries_below_are_indented() =>
        Assert.Equal(
            """
            - name: "A \"name\": 크다"
              href: "a.md"
              items:
              - name: "b"
                href: "b.md"

            """.ReplaceLineEndings("\n"),
            Contents.Write([
                new ContentsEntry("A \"name\": 크다", "a.md")
                {
                    Below = [new ContentsEntry("b", "b.md")],
                },
            ])
        );
}
