using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Tests.Library;

/// <summary>What the compiler needs to find a call that only some systems have (CA1416): each says where it is.</summary>
public sealed class NativeCallTests
{
    [Fact]
    public void Each_call_of_native_code_says_which_systems_have_it()
    {
        MethodDeclarationSyntax[] calls =
        [
            .. LibrarySources
                .All.SelectMany(project => project.SyntaxTrees)
                .SelectMany(tree =>
                    tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes()
                )
                .OfType<MethodDeclarationSyntax>()
                .Where(method => Has(method, "LibraryImport", "DllImport")),
        ];

        Assert.NotEmpty(calls);
        Assert.Empty(
            calls
                .Where(call => !Has(call, "SupportedOSPlatform", "UnsupportedOSPlatform"))
                .Select(call => $"{LibrarySources.Place(call)}: {call.Identifier}")
        );
    }

    private static bool Has(MethodDeclarationSyntax method, params string[] names) =>
        method
            .AttributeLists.SelectMany(list => list.Attributes)
            .Any(attribute => names.Contains(attribute.Name.ToString()));
}
