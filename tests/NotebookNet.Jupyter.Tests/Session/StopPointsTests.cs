using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Session;

namespace NotebookNet.Jupyter.Tests.Session;

/// <summary>What is written into a cell so that it can be interrupted: it stops the cell, and changes nothing else.</summary>
[CollectionDefinition(nameof(StopPointsTests), DisableParallelization = true)]
[Collection(nameof(StopPointsTests))]
public sealed class StopPointsTests : IDisposable
{
    /// <summary>What the code below uses, and no more: each compilation looks at all of it.</summary>
    private static readonly string[] s_references =
    [
        "System.Private.CoreLib",
        "System.Runtime",
        "System.Collections",
        "System.Linq",
        "System.Linq.Expressions",
        "System.Threading",
        "System.Threading.Tasks.Parallel",
        "NotebookNet.Session",
    ];

    private static readonly ScriptOptions s_options = ScriptOptions
        .Default.WithReferences(
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(file => s_references.Contains(Path.GetFileNameWithoutExtension(file)))
                .Select(file => MetadataReference.CreateFromFile(file))
        )
        .WithImports(
            "System",
            "System.Collections.Generic",
            "System.Linq",
            "System.Threading",
            "System.Threading.Tasks"
        );

    public void Dispose() => StopPoint.Open(null);

    /// <summary>Code that never ends by itself, each with another reason.</summary>
    public static TheoryData<string> Endless =>
        [
            "while (true) ;",
            "while (true) { }",
            "for (;;) ;",
            "for (int i = 0; ; i++) { i--; }",
            "do { } while (true);",
            "do ; while (true);",
            "foreach (int i in Enumerable.Repeat(1, int.MaxValue)) for (long k = 0; ; k++) ;",
            "again: ; goto again;",
            "void Spin() { again: int x = 1; goto again; } Spin();",
            "if (true) while (true) if (false) ; else ;",
            "while (true) try { while (true) ; } catch (InvalidOperationException) { }",
            "IEnumerable<int> Ones() { while (true) yield return 1; } Ones().Count(one => one > 1)",
            "Func<int> f = () => { while (true) ; }; f()",
            "Action f = delegate { for (;;) ; }; f();",
            "int Down(int n) => n == 0 ? 0 : Up(n - 1) + Down(n - 1); int Up(int n) { return Down(n) + Down(n); } Down(60)",
            "int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2); Fib(80)",
            "class Counter { public int Next { get { while (true) ; } } } new Counter().Next",
            "class Endless { public Endless() { for (;;) ; } } new Endless()",
            "struct Number { public static Number operator +(Number a, Number b) { for (;;) ; } } new Number() + new Number()",
            "await Task.Run(() => { while (true) ; });",
            "async Task Forever() { while (true) await Task.Yield(); } await Forever();",
            "async IAsyncEnumerable<int> Ones() { while (true) { await Task.Yield(); yield return 1; } } await foreach (int one in Ones()) ;",
            "Parallel.For(0, int.MaxValue, i => { for (;;) ; });",
            "lock (new object()) while (true) Thread.Sleep(1);",
            "switch (1) { case 1: while (true) ; }",
            "using (new Timer(_ => { })) while (true) ;",
            "int n = 0; while (n++ >= 0 || n < 0) n -= 1;",
        ];

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task What_never_ends_is_stopped(string code)
    {
        Task<object> running = Task.Run(
            () => CSharpScript.EvaluateAsync<object>(StopPoints.Insert(code), s_options),
            TestContext.Current.CancellationToken
        );
        // Compiled or not: what begins later meets the closed stop points, too.
        await Task.Delay(20, TestContext.Current.CancellationToken);
        StopPoint.Close(null);

        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => running);
        Assert.True(
            exception is CellStoppedException
                || (exception as AggregateException)
                    ?.Flatten()
                    .InnerExceptions.All(inner => inner is CellStoppedException) == true,
            exception.ToString()
        );
    }

    /// <summary>What is stopped still tidies up: `finally`, `using`, and what they call.</summary>
    [Theory]
    [InlineData("try { Spin(); } finally { foreach (int i in new[] { 1, 2, 3 }) Add(i); }")]
    [InlineData("using (new Closing()) Spin();")]
    [InlineData("await using (new ClosingLater()) Spin();")]
    public async Task What_is_stopped_tidies_up(string code)
    {
        const string Declared = """
            void Spin() { while (true) Thread.Sleep(1); }
            static int n;
            static void Add(int i) { foreach (int one in new[] { i }) n += one; }
            class Closing : IDisposable { public void Dispose() { for (int i = 1; i < 4; i++) Add(i); } }
            class ClosingLater : IAsyncDisposable { public async ValueTask DisposeAsync() { await Task.Yield(); Add(6); } }
            """;
        Task<object> running = Task.Run(
            () =>
                CSharpScript.EvaluateAsync<object>(
                    StopPoints.Insert(
                        $"{Declared}\ntry {{ {code} }} catch (OperationCanceledException) {{ }} n"
                    ),
                    s_options
                ),
            TestContext.Current.CancellationToken
        );
        await Task.Delay(20, TestContext.Current.CancellationToken);
        StopPoint.Close(null);

        Assert.Equal(6, await running);
    }

    /// <summary>Code with a value that a misplaced call would change, or that it would keep from compiling.</summary>
    public static TheoryData<string, object> Values =>
        new()
        {
            { "int n = 0; for (int i = 0; i < 3; i++) n += i; n", 3 },
            { "int n = 0; if (false) while (true) n++; else n = 7; n", 7 },
            { "int n = 0; while (n < 3) if (n == 1) n = 5; else n++; n", 5 },
            { "int n = 0; do n++; while (n < 4); n", 4 },
            { "int n = 0; foreach (var (a, b) in new[] { (1, 2), (3, 4) }) n += a * b; n", 14 },
            { "int n = 0; again: n++; if (n < 3) goto again; n", 3 },
            { "int F(int n) => n == 0 ? 1 : n * F(n - 1); F(5)", 120 },
            {
                "void F(int n) => _ = n == 0 ? 1 : G(n); int G(int n) { F(n - 1); return n; } F(3); 1",
                1
            },
            {
                "int[] a = { 1, 2 }; ref int F(int n) => ref n == 0 ? ref a[1] : ref F(n - 1); F(2)",
                2
            },
            {
                "async Task F(int n) => await (n == 0 ? Task.CompletedTask : F(n - 1)); await F(3); 2",
                2
            },
            { "async ValueTask F(int n) => await (n == 0 ? default : F(n - 1)); await F(3); 2", 2 },
            {
                "async System.Threading.Tasks.Task<int> F(int n) => n == 0 ? 9 : await F(n - 1); await F(3)",
                9
            },
            { "int F(bool again) => throw new Exception(nameof(F)); 3", 3 },
            { "Func<int, int> f = n => { return n + 1; }; f(1)", 2 },
            {
                "System.Linq.Expressions.Expression<Func<int, int>> e = n => n + 1; e.Compile()(1)",
                2
            },
            {
                "class A { public int P { get { return 4; } set { } } public A() { } ~A() { } static A() { } } new A().P",
                4
            },
            {
                "class A { public int this[int i] { get => i == 0 ? 1 : this[i - 1]; } } new A()[3]",
                1
            },
            {
                "class A { public string P => nameof(P); public int Q => throw new Exception(nameof(Q)); public A R { get => R2; init => R2 = value; } public A R2; } new A { R = new A() }.R.P.Length",
                1
            },
            { "int n = 0; while (n < 2) /* a */ n++; // b\nn", 2 },
            { "int n = 0;\nwhile (n < 2)\n#if true\n    n++;\n#endif\nn", 2 },
            { "string s = \"while (true) ;\"; s.Length", 14 },
            { "T F<T>(T x, int n) where T : notnull => n == 0 ? x : F<T>(x, n - 1); F(8, 2)", 8 },
            { "static int Twice(this int x) => 2 * x; 4.Twice()", 8 },
            { "int F(int n) { int G(int m) => m == 0 ? n : G(m - 1); return G(2); } F(6)", 6 },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task What_ends_gives_what_it_would_give(string code, object value)
    {
        string inserted = StopPoints.Insert(code);

        object found = await CSharpScript.EvaluateAsync<object>(
            inserted,
            s_options,
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal(value, found);
        Assert.Equal(code.Count(c => c == '\n'), inserted.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("int Deeper(int n) => 1 + Deeper(n + 1); Deeper(0)")]
    [InlineData("int Deeper(int n) { return 1 + Deeper(n + 1); } Deeper(0)")]
    [InlineData("class A { public int Deeper => Deeper; } new A().Deeper")]
    [InlineData(
        "class A { public int Deeper { get => Deeper; set => Deeper = value; } } new A().Deeper = 1;"
    )]
    [InlineData("class A { public int Deeper { get { return Deeper; } } } new A().Deeper")]
    [InlineData("class A { public void Deeper() { Deeper(); Deeper(); } } new A().Deeper();")]
    public Task A_function_that_calls_itself_without_end_fails(string code) =>
        Assert.ThrowsAsync<InsufficientExecutionStackException>(() =>
            CSharpScript.EvaluateAsync<object>(
                StopPoints.Insert(code),
                s_options,
                cancellationToken: TestContext.Current.CancellationToken
            )
        );

    [Fact]
    public void What_does_not_parse_stays_as_it_is() =>
        Assert.Equal("while (true) {", StopPoints.Insert("while (true) {"));

    /// <summary>Every cell of the course: no line moves, and what parsed still does.</summary>
    [Fact]
    public void The_cells_of_the_course_stay_what_they_are()
    {
        int changed = 0;
        foreach (string file in Directory.EnumerateFiles(Notebooks(), "*.ipynb"))
        {
            foreach (
                NotebookCell cell in NotebookDocument.Read(file).Cells.Where(cell => cell.IsCode)
            )
            {
                string inserted = StopPoints.Insert(cell.Source);
                Assert.Equal(Errors(cell.Source), Errors(inserted));
                Assert.Equal(cell.Source.Split('\n').Length, inserted.Split('\n').Length);
                changed += inserted == cell.Source ? 0 : 1;
            }
        }

        Assert.True(changed > 100);
    }

    private static string Notebooks([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath("../../../notebooks", Path.GetDirectoryName(thisFile)!);

    private static int Errors(string code) =>
        Microsoft
            .CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
                code,
                new(kind: SourceCodeKind.Script),
                cancellationToken: TestContext.Current.CancellationToken
            )
            .GetDiagnostics()
            .Count();
}
