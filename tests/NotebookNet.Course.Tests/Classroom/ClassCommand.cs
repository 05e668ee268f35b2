using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>The commands `class` and `compare-class` of this program.</summary>
internal static class ClassCommand
{
    /// <summary>How they are called.</summary>
    public const string Usage =
        "Expected: class FOLDER [CHAPTER…], or compare-class EXPECTED.json GRADES.json.";

    /// <summary>Writes the classes, or prints the differences; 0 when all is well, 1 when grades differ, 2 when it cannot be done.</summary>
    public static int Run(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["class", string folder, .. string[] prefixes]:
                    return Write(folder, prefixes);
                case ["compare-class", string expected, string grades]:
                    return Compare(expected, grades);
            }
        }
        catch (Exception exception)
            when (exception is FormatException or IOException or JsonException)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

        Console.Error.WriteLine(Usage);
        return 2;
    }

    private static int Write(string folder, string[] prefixes)
    {
        IReadOnlyList<Chapter> chapters = GeneratedClass.Chapters;
        foreach (string prefix in prefixes)
        {
            if (chapters.All(chapter => chapter.Prefix != prefix))
            {
                Console.Error.WriteLine(
                    $"\"{prefix}\": a class is generated for {string.Join(", ", chapters.Select(chapter => chapter.Prefix))}."
                );
                return 2;
            }
        }

        foreach (
            Chapter chapter in chapters.Where(chapter =>
                prefixes.Length == 0 || prefixes.Contains(chapter.Prefix)
            )
        )
        {
            Console.WriteLine(ClassFiles.Write(chapter, folder));
        }

        return 0;
    }

    private static int Compare(string expected, string grades)
    {
        string[] differences =
        [
            .. ClassComparison.Differences(
                JsonNode.Parse(File.ReadAllText(expected)),
                JsonNode.Parse(File.ReadAllText(grades))
            ),
        ];
        foreach (string difference in differences)
        {
            Console.WriteLine(difference);
        }

        return differences.Length == 0 ? 0 : 1;
    }
}
