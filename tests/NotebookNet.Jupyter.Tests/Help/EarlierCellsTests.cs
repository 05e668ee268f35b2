using Microsoft.CodeAnalysis.Scripting;
using NotebookNet.Jupyter.Help;

namespace NotebookNet.Jupyter.Tests.Help;

/// <summary>Help knows what the session has compiled, however much that is.</summary>
public sealed class EarlierCellsTests(HelpFixture fixture) : IClassFixture<HelpFixture>
{
    [Fact]
    public async Task What_a_cell_declares_is_known_when_it_has_run()
    {
        Assert.Empty((await fixture.CompleteAsync("declaredNow¦")).Matches);

        await fixture.RunAsync("var declaredNow = new { Inner = 1 };");

        Assert.Equal(
            "declaredNow",
            Assert.Single((await fixture.CompleteAsync("declaredN¦")).Matches).Text
        );
        Assert.Contains(
            (await fixture.CompleteAsync("declaredNow.¦")).Matches,
            match => match.Text == "Inner"
        );
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_declares_nothing()
    {
        await Assert.ThrowsAsync<CompilationErrorException>(() =>
            fixture.RunAsync("var notCompiled = 1; missing")
        );

        Assert.Empty((await fixture.CompleteAsync("notCompiled¦")).Matches);
    }

    [Fact]
    public async Task A_cell_that_throws_has_declared_what_it_declares()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            fixture.RunAsync("var thrownAfter = 1; throw new InvalidOperationException();")
        );

        Assert.Single((await fixture.CompleteAsync("thrownAfter¦")).Matches);
    }

    [Fact]
    public async Task After_many_cells_all_is_known_as_it_was_declared_last()
    {
        await fixture.RunAsync(
            "using System.Diagnostics;\n/// <summary>Old.</summary>\nclass Kept { public int First; }"
        );
        await fixture.RunAsync(
            "var first = new Kept(); var again = 1; var pair = (One: 1, Two: \"two\"); var nameless = new { Inner = 1 };"
        );
        await fixture.RunAsync("int Over(int x) => x;");
        await fixture.RunAsync(
            "int Over(string x) => 1;\nvar again = \"text\";\nrecord Point(int X);\nenum Colour { Red }"
        );
        for (int i = 0; i < 100; i++)
        {
            await fixture.RunAsync($"var v{i} = {i}; var last = {i};");
        }

        Assert.Contains("First", Texts(await fixture.CompleteAsync("first.¦")));
        Assert.Contains("Width", Texts(await fixture.CompleteAsync("box.¦")));
        Assert.Contains("Thrice", Texts(await fixture.CompleteAsync("count.¦")));
        Assert.Contains("Length", Texts(await fixture.CompleteAsync("again.¦")));
        Assert.Contains("Two", Texts(await fixture.CompleteAsync("pair.¦")));
        Assert.Contains("Red", Texts(await fixture.CompleteAsync("Colour.¦")));
        Assert.Contains("X", Texts(await fixture.CompleteAsync("new Point(1).¦")));
        Assert.Contains("Stopwatch", Texts(await fixture.CompleteAsync("Stopw¦")));
        Assert.Contains("CultureInfo", Texts(await fixture.CompleteAsync("Cultu¦")));
        Assert.Equal(
            ["v0", "v1", "v50", "v99"],
            Texts(await fixture.CompleteAsync("v¦")).Intersect(["v0", "v1", "v50", "v99"]).Order()
        );
        Assert.Contains(
            "Value: 99",
            (await fixture.InspectAsync("las¦t"))!.Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Value: 7",
            (await fixture.InspectAsync("v7¦"))!.Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Old.",
            (await fixture.InspectAsync("Kep¦t"))!.Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "1 other overload",
            (await fixture.InspectAsync("Over(¦"))!.Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Opens the box.",
            (await fixture.InspectAsync("box.Open(¦"))!.Text,
            StringComparison.Ordinal
        );
        Assert.Empty(fixture.Logged);
    }

    [Fact]
    public async Task After_many_cells_odd_declarations_are_known()
    {
        string loaded = fixture.Write("loaded.csx", "class Loaded { public int Inside; }");
        foreach (
            string cell in (string[])
                [
                    $"#load \"{loaded}\"\nclass AfterLoad {{ public Loaded Of = new(); }}",
                    "#if NEVER\nclass Unseen { }\n#else\nclass Seen { public int Eye; }\n#endif",
                    "#region Parts\nclass Outer<T> { public class Inner { public T Deep; } public Inner Make() => new(); }\n#endregion",
                    "var nested = new Outer<string>().Make(); var nestedIn = new Dictionary<string, Outer<int>.Inner[]>();",
                    "#nullable enable\nstring? perhaps = null; List<string?>? perhapsMany = null;",
                    "using Timing = System.Threading.Timer;\nTiming Tick() => null;",
                    "using Timing = System.Diagnostics.Stopwatch;\nvar ticked = new Timing();",
                    "using static System.Math;\nrecord struct Place<T>(T Row, T Column) where T : struct;",
                    "var place = new Place<int>(1, 2); var (row, column) = place; const int Fixed = 3;",
                    "T Same<T>(T value) where T : class => value; int Property { get; set; } = 3;",
                    "interface IShape { double Area(); }\nclass Square : IShape { public double Side; public double Area() => Side * Side; }\nIShape shape = new Square();",
                    "delegate int Turn(int x);\nTurn turn = x => x; event Action Happened; var @class = 1;",
                    "Span<int> Part(int[] all) => all; (int A, (string B, double[] C) D) tuple = (1, (\"\", []));",
                    "class Crate { public int Replaced; }\nvar crate = new Crate();",
                    "class Crate { public string Replacing = \"\"; }\nvar crate = new Crate();",
                ]
        )
        {
            await fixture.RunAsync(cell);
        }

        await Told();
        for (int i = 0; i < 60; i++)
        {
            await fixture.RunAsync($"var w{i} = {i};");
        }

        await Told();

        async Task Told()
        {
            foreach (
                (string marked, string expected) in ((string, string)[])
                    [
                        ("new AfterLoad().Of.¦", "Inside"),
                        ("new Seen().¦", "Eye"),
                        ("nested.Deep.¦", "Length"),
                        ("nestedIn[\"\"][0].Deep.¦", "CompareTo"),
                        ("perhaps.¦", "Length"),
                        ("perhapsMany[0].¦", "Length"),
                        ("ticked.¦", "Elapsed"),
                        ("new Timing().¦", "Elapsed"),
                        ("place.¦", "Column"),
                        ("row.¦", "CompareTo"),
                        ("Sqr¦", "Sqrt"),
                        ("Fix¦", "Fixed"),
                        ("Same(\"\").¦", "Length"),
                        ("Property.¦", "CompareTo"),
                        ("shape.¦", "Area"),
                        ("new Square().¦", "Side"),
                        ("turn.¦", "Invoke"),
                        ("Part(null).¦", "Slice"),
                        ("tuple.D.¦", "B"),
                        ("@class.¦", "CompareTo"),
                        ("crate.¦", "Replacing"),
                    ]
            )
            {
                Assert.True(
                    Texts(await fixture.CompleteAsync(marked)).Contains(expected),
                    $"{marked}: no {expected}"
                );
            }

            Assert.Empty(fixture.Logged);
        }
    }

    [Fact]
    public async Task Questions_may_come_while_cells_run()
    {
        Task cells = Task.Run(async () =>
        {
            for (int i = 0; i < 30; i++)
            {
                await fixture.RunAsync($"var concurrent{i} = {i};");
            }
        });
        Completions[] answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => fixture.CompleteAsync("box.Wi¦"))
        );
        await cells;

        Assert.All(answers, answer => Assert.Equal("Width", Assert.Single(answer.Matches).Text));
        Assert.Contains("concurrent29", Texts(await fixture.CompleteAsync("concurrent¦")));
        Assert.Empty(fixture.Logged);
    }

    [Fact]
    public async Task A_file_that_a_cell_being_written_names_is_looked_at_and_not_loaded()
    {
        string file = typeof(Xunit.Assert).Assembly.Location;

        Completions completions = await fixture.CompleteAsync($"#r \"{file}\"\nXunit.Asse¦");

        Assert.Contains("Assert", Texts(completions));
        await Assert.ThrowsAsync<CompilationErrorException>(() =>
            fixture.RunAsync("Xunit.Assert.True(true)")
        );
    }

    [Fact]
    public async Task The_magic_commands_of_packages_are_offered()
    {
        await fixture.RunAsync(
            """
            using Microsoft.DotNet.Interactive;
            using Microsoft.DotNet.Interactive.Directives;
            ((CompositeKernel)Kernel.Root).AddDirective(
                new KernelActionDirective("#!frobnicate"), (_, _) => Task.CompletedTask);
            """
        );

        Assert.Equal(["#!frobnicate"], Texts(await fixture.CompleteAsync("#!frob¦")));
    }

    private static IEnumerable<string> Texts(Completions completions) =>
        completions.Matches.Select(match => match.Text);
}
