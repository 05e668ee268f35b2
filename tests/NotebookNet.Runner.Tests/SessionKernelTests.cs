using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>What a cell of this program's own session can say of its kernel.</summary>
public sealed class SessionKernelTests : IDisposable
{
    private const string IsLoaded = """
        AppDomain.CurrentDomain.GetAssemblies().Any(one => one.GetName().Name == "Microsoft.DotNet.Interactive").ToString()
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_kernel_is_there_when_a_cell_asks_and_what_is_published_in_its_context_stands_in_its_place()
    {
        await RunAsync(
            IsLoaded,
            """
            using Microsoft.DotNet.Interactive;
            using Microsoft.DotNet.Interactive.Commands;
            using Microsoft.DotNet.Interactive.Directives;
            using Microsoft.DotNet.Interactive.Events;
            using Microsoft.DotNet.Interactive.Formatting;
            string[] plain = ["text/plain"];
            """,
            IsLoaded,
            "Kernel.Root.Name + \" \" + Kernel.Current.Name",
            IsLoaded,
            """
            Console.WriteLine("before");
            var shown = KernelInvocationContext.Current.Display("first", plain);
            Console.WriteLine("after");
            KernelInvocationContext.Current.DisplayAs("*marked*", "text/markdown");
            await Task.Delay(1);
            await Task.Run(() => KernelInvocationContext.Current.Display("from a task", plain));
            object value = "displayed";
            value.Display(plain);
            """,
            "shown.Update(\"second\");",
            """
            KernelInvocationContext context = KernelInvocationContext.Current;
            FormattedValue[] Text(string text) => [new("text/plain", text)];
            context.Publish(new DisplayedValueProduced("a", context.Command, Text("a"), "by id"));
            context.Publish(new DisplayedValueUpdated("b", "by id", context.Command, Text("b")));
            context.Publish(new ReturnValueProduced("c", context.Command, Text("c")));
            context.Publish(new StandardErrorValueProduced(context.Command, Text("d")));
            """,
            """
            var sent = await Kernel.Root.SendAsync(new SubmitCode("int answer = plain.Length + 41;\nanswer.ToString()"));
            $"{sent.Events.OfType<ReturnValueProduced>().Single().Value} {sent.Events.Last().GetType().Name}"
            """,
            "(answer + 1).ToString()",
            """
            Kernel.Root.AddDirective(
                new KernelActionDirective("#!clock"),
                (command, context) => { context.DisplayAs("noon", "text/plain"); return Task.CompletedTask; }
            );
            class Echo : Kernel, IKernelCommandHandler<SubmitCode>
            {
                public Echo() : base("echo") { }
                public Task HandleAsync(SubmitCode command, KernelInvocationContext context)
                {
                    context.DisplayAs(command.Code, "text/plain");
                    return Task.CompletedTask;
                }
            }
            ((CompositeKernel)Kernel.Root).Add(new Echo());
            """,
            "#!clock\n#!echo\nhello\n#!csharp\n\"and C#\""
        );

        Assert.Equal(["False"], Shown(0));
        Assert.Equal(["False"], Shown(2));
        Assert.Equal([".NET csharp"], Shown(3));
        Assert.Equal(["True"], Shown(4));
        Assert.Equal(
            ["before\n", "second", "after\n", "*marked*", "from a task", "displayed"],
            Shown(5)
        );
        Assert.Empty(Shown(6));
        Assert.Equal(["b", "c", "d"], Shown(7));
        Assert.Equal(["42", "42 CommandSucceeded"], Shown(8));
        Assert.Equal(["43"], Shown(9));
        Assert.Equal(["noon", "hello", "and C#"], Shown(11));
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task What_this_session_has_not_is_said_in_one_line_and_a_failed_context_fails_its_cell()
    {
        await RunAsync(
            "using Microsoft.DotNet.Interactive;\nusing Microsoft.DotNet.Interactive.Commands;",
            "await Kernel.Root.SendAsync(new SubmitCode(\"let x = 1\", \"fsharp\"));",
            "await Kernel.Root.SendAsync(new SubmitCode(\"SELECT 1\", \"sql\"));",
            "await Kernel.Current.SendAsync(new SendValue(\"a\", 1, null));",
            "await Kernel.Current.SubmitCodeAsync(\"throw new Exception();\");",
            "await Kernel.GetInputAsync(\"Your name?\")",
            "KernelInvocationContext.Current.Fail(KernelInvocationContext.Current.Command, message: \"by hand\");\nConsole.WriteLine(1);",
            "KernelInvocationContext.Current.DisplayAs(\"{bad\", \"application/json\");",
            "KernelInvocationContext.Current.CancellationToken.IsCancellationRequested.ToString()"
        );

        Assert.Equal(
            [
                "code sent to fsharp: the language of the cell is fsharp; there are csharp, html, markdown, javascript, mermaid, value.\n",
            ],
            Shown(1)
        );
        Assert.Equal(
            [
                "there is no kernel sql; there are csharp, html, markdown, javascript, mermaid, value.\n",
            ],
            Shown(2)
        );
        Assert.Equal(
            ["a cannot be sent to csharp here: a cell declares its variables.\n"],
            Shown(3)
        );
        Assert.Equal(
            [
                "code sent to csharp: System.Exception: Exception of type 'System.Exception' was thrown.\n",
            ],
            Shown(4)
        );
        Assert.Equal(
            [
                "There is no input: nobody types while a notebook runs without a screen.\n",
                "System.Exception: There is no input: nobody types while a notebook runs without a screen.",
            ],
            Shown(5)
        );
        Assert.Equal(["1\n", "Error: cell 7: by hand"], Shown(6));
        Assert.StartsWith(
            "System.IO.InvalidDataException: what is shown as application/json is not JSON",
            Assert.Single(Shown(7)),
            StringComparison.Ordinal
        );
        Assert.Equal(["False"], Shown(8));
    }

    [Theory]
    [Trait("Tier", "long")]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_run_that_is_interrupted_cancels_the_token_of_the_context(string signal)
    {
        Needs.Linux();
        TestNotebook.Write(
            _folder["a.ipynb"],
            $$"""
            using System.IO;
            using Microsoft.DotNet.Interactive;
            var token = KernelInvocationContext.Current.CancellationToken;
            File.WriteAllText(@"{{_folder["begun"]}}", "");
            while (!token.IsCancellationRequested) { await Task.Delay(1); }
            File.WriteAllText(@"{{_folder["told"]}}", "");
            """
        );
        using var process = RunnerProcess.StartWithDefaultSignals("run", _folder["a.ipynb"]);
        await RunnerProcess.UntilAsync(
            process,
            "the cell has begun",
            () => File.Exists(_folder["begun"])
        );

        RunnerProcess.Signal(process, signal);

        await RunnerProcess.EndAsync(process);
        Assert.True(File.Exists(_folder["told"]));
    }

    /// <summary>What a cell has stored, each output in one text.</summary>
    private IEnumerable<string> Shown(int cell) => TestNotebook.Texts(_folder["a.ipynb"], cell);

    /// <summary>Runs cells, which may fail.</summary>
    private async Task RunAsync(params string[] cells)
    {
        TestNotebook.Write(
            _folder["a.ipynb"],
            [.. cells.Select(cell => TestNotebook.Cell(cell, "raises-exception"))]
        );
        (await RunnerProcess.RunAsync("run", _folder["a.ipynb"], "--in-place")).Expect(0);
    }
}
