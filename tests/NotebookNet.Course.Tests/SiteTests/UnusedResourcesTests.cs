using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NotebookNet.Site.Engine;

namespace NotebookNet.Course.Tests.SiteTests;

/// <summary>An assembly loses what a page does not read of it, and nothing else.</summary>
public sealed class UnusedResourcesTests
{
    [Fact]
    public void Only_what_is_not_used_becomes_zero()
    {
        byte[] before = AssemblyWith(
            ("Texts.json", "kept"),
            ("FSharpSignatureData.Some", "signature"),
            ("Some.plotly.min.js", "script of another"),
            ("FSharpOptimizationData.Some", "optimization"),
            ("plotly.min.js", "script")
        );
        byte[] expected = [.. before];
        foreach (string content in (string[])["signature", "optimization", "script"])
        {
            byte[] stored = Stored(content);
            expected.AsSpan(before.AsSpan().IndexOf(stored) + sizeof(int), content.Length).Clear();
        }

        byte[] after = [.. before];
        UnusedResources.Blank(after);

        Assert.NotEqual(before, after);
        Assert.Equal(expected, after);
    }

    [Fact]
    public void An_assembly_without_resources_stays() => AssertStays(AssemblyWith());

    [Theory]
    [InlineData("")]
    [InlineData("\0asm and the rest")]
    [InlineData("M")]
    public void What_is_no_assembly_stays(string content) =>
        AssertStays(Encoding.UTF8.GetBytes(content));

    private static void AssertStays(byte[] file)
    {
        byte[] after = [.. file];
        UnusedResources.Blank(after);
        Assert.Equal(file, after);
    }

    // A resource in an assembly's file: its length, and its bytes.
    private static byte[] Stored(string content) =>
        [.. BitConverter.GetBytes(content.Length), .. Encoding.UTF8.GetBytes(content)];

    private static byte[] AssemblyWith(params (string Name, string Content)[] resources)
    {
        using MemoryStream file = new();
        Assert.True(
            CSharpCompilation
                .Create(
                    "WithResources",
                    references:
                    [
                        MetadataReference.CreateFromFile(typeof(object).Assembly.Location),
                    ],
                    options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                )
                .Emit(
                    file,
                    manifestResources: resources.Select(resource => new ResourceDescription(
                        resource.Name,
                        () => new MemoryStream(Encoding.UTF8.GetBytes(resource.Content)),
                        isPublic: true
                    )),
                    cancellationToken: TestContext.Current.CancellationToken
                )
                .Success
        );
        return file.ToArray();
    }
}
