namespace NotebookNet.Interactive.Tests;

public class PublicSurfaceTests
{
    /// <summary>What a reader finds in completion lists. Before raising it, look for a type that no chapter names.</summary>
    private const int MostTypes = 67;

    [Fact]
    public void The_public_types_of_both_libraries_are_few()
    {
        string[] types =
        [
            .. new[] { typeof(Network).Assembly, typeof(Plot).Assembly }
                .SelectMany(assembly => assembly.GetExportedTypes())
                .Select(type => type.FullName!)
                .Order(StringComparer.Ordinal),
        ];
        Assert.True(
            types.Length <= MostTypes,
            $"{types.Length} public types, at most {MostTypes}:\n{string.Join('\n', types)}"
        );
    }
}
