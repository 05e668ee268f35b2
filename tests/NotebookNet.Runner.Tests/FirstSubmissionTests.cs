using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using NotebookNet.Session;

namespace NotebookNet.Runner.Tests;

/// <summary>Cells go on from the submission that a browser's session begins with as they do from a first cell.</summary>
public sealed class FirstSubmissionTests
{
    [Fact]
    public void It_is_not_needed_where_the_core_library_is_a_file() =>
        Assert.False(FirstSubmission.IsNeeded);

    [Fact]
    public async Task Cells_see_its_imports_and_each_other()
    {
        Script<object> first = FirstSubmission.Create(
            ScriptOptions
                .Default.WithReferences(FrameworkReferences.All)
                .WithImports(typeof(StringBuilder).Namespace!)
                .WithLanguageVersion(LanguageVersion.CSharp14)
        );
        ScriptOptions nothing = first
            .Options.WithReferences(Enumerable.Empty<MetadataReference>())
            .WithImports(Enumerable.Empty<string>());

        ScriptState<object> state = await first
            .ContinueWith<object>("var text = new StringBuilder(\"a\");", nothing)
            .ContinueWith<object>("text.Append('b').ToString()", nothing)
            .RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("ab", state.ReturnValue);
    }

    [Fact]
    public void Without_its_imports_a_cell_does_not_compile()
    {
        Script<object> first = FirstSubmission.Create(
            ScriptOptions
                .Default.WithReferences(FrameworkReferences.All)
                .WithImports(Enumerable.Empty<string>())
        );

        Diagnostic error = Assert.Single(
            first
                .ContinueWith<object>("new StringBuilder()")
                .Compile(TestContext.Current.CancellationToken)
        );
        Assert.Equal("CS0246", error.Id);
    }
}
