using NotebookNet.Course.Tests.Running;

namespace NotebookNet.Course.Tests.Model;

/// <summary>All notebooks of the course in their order, and their glossary.</summary>
internal sealed class Course(IReadOnlyList<Chapter> chapters)
{
    private static readonly Lazy<Course> s_stored = new(() =>
        new Course([
            .. Directory
                .EnumerateFiles(System.IO.Path.Combine(Root, "notebooks"), "*.ipynb")
                .Order(StringComparer.Ordinal)
                .Select(Chapter.Read),
        ])
    );

    /// <summary>The course of this repository.</summary>
    public static Course Stored => s_stored.Value;

    public IReadOnlyList<Chapter> Chapters { get; } = chapters;

    /// <summary>Those that the tests are asked to look at.</summary>
    public IEnumerable<Chapter> Tested =>
        Chapters.Where(chapter => TestedChapters.Include(chapter.Number));

    /// <summary>The glossary, or null where there is no notebook for it.</summary>
    public Glossary? Glossary { get; } =
        chapters.FirstOrDefault(chapter => chapter.IsGlossary) is { } glossary
            ? Glossary.Read(glossary)
            : null;

    /// <summary>The top folder of the repository.</summary>
    public static string Root
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (
                folder is not null
                && !File.Exists(System.IO.Path.Combine(folder.FullName, "NotebookNet.sln"))
            )
            {
                folder = folder.Parent;
            }

            return folder?.FullName
                ?? throw new DirectoryNotFoundException(
                    $"No folder above {AppContext.BaseDirectory} holds NotebookNet.sln."
                );
        }
    }
}
