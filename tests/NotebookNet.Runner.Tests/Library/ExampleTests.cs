using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace NotebookNet.Runner.Tests.Library;

public sealed class ExampleTests
{
    private static readonly string[] s_imports =
    [
        "System",
        "System.Text",
        "System.Collections",
        "System.Collections.Generic",
        "System.Threading.Tasks",
        "System.Linq",
        "MathNet.Numerics.LinearAlgebra",
        "NotebookNet",
        "NotebookNet.Interactive",
        "Plotly.NET",
    ];

    // What the cells before an example have made: only names, since nothing is run.
    private const string Given = """
        GenericChart chart = null;
        Func<double, double, double> f = null;
        Func<Vector<double>, Vector<double>> gradient = null;
        Vector<double> start = null, image = null, blurred = null;
        (double X, double Y)[] path = [];
        double[] x = [], y = [], x0 = [], y0 = [], x1 = [], y1 = [], fit = [], steps = [], losses = [], epochs = [];
        double[] sgdLoss = [], adamLoss = [], losses10 = [], losses100 = [], activations = [], countPerDigit = [];
        double[] rates = [], decays = [], accuracies = [], trainAccuracy = [], testAccuracy = [], answers = [], h = [], errors = [];
        double[] means = [], deviations = [];
        double[][] sgdLosses = [], adamLosses = [];
        double answer = 0;
        Matrix<double> X = null, dY = null, dW = null, kernel = null, confusion = null, pixels = null, digits = null, rotated = null;
        byte[][] images = [];
        int[] labels = [], predictions = [], wrong = [];
        string[] captions = [], names = [], methods = [];
        (string Name, double[] X, double[] Y)[] groups = [];
        (string Name, TrainingHistory History)[] runs = [];
        Network network = null;
        Trainer trainer = null;
        TrainingHistory history = null;
        Dataset training = null, validation = null;
        ImageShape shape = default;
        double Accuracy(double learningRate, int units, int seed) => 0;
        """;

    private static readonly string[] s_assemblies = ["NotebookNet", "NotebookNet.Interactive"];

    private static readonly MetadataReference[] s_references =
    [
        .. LibrarySources.References,
        .. s_assemblies.Select(name =>
            MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"))
        ),
    ];

    private static readonly Lazy<Script> s_given = new(() =>
        CSharpScript.Create(
            Given,
            ScriptOptions
                .Default.WithReferences(s_references)
                .WithImports(s_imports)
                .WithLanguageVersion(LanguageVersion.CSharp14)
        )
    );

    public static TheoryData<string, string> Examples =>
        [
            .. s_assemblies
                .SelectMany(name =>
                    XDocument
                        .Load(Path.Combine(AppContext.BaseDirectory, $"{name}.xml"))
                        .Descendants("member")
                )
                .SelectMany(member =>
                    member
                        .Descendants("example")
                        .Descendants("code")
                        .Select(code => ((string)member.Attribute("name")!, code.Value))
                ),
        ];

    [Fact]
    public void What_examples_take_as_given_compiles() => Assert.Empty(Errors(s_given.Value));

    [Fact]
    public void What_readers_use_most_has_an_example()
    {
        string[] members =
        [
            // Without type parameters and parameters.
            .. Examples.Select(row => row.Data.Item1.Split('(')[0].Split("``")[0]),
        ];
        string[] missing =
        [
            .. (
                (string[])
                    [
                        "T:NotebookNet.Table",
                        "M:NotebookNet.Table.Of",
                        "T:NotebookNet.Network",
                        "M:NotebookNet.Network.FullyConnected",
                        "T:NotebookNet.Trainer",
                        "T:NotebookNet.Dataset",
                        "T:NotebookNet.MiniBatches",
                        "T:NotebookNet.GradientCheck",
                        "T:NotebookNet.Mnist",
                        "T:NotebookNet.Optimizer",
                        "T:NotebookNet.SearchSpace",
                        "T:NotebookNet.Interactive.LiveTraining",
                        "M:NotebookNet.Interactive.Notebook.Setup",
                        "M:NotebookNet.Interactive.Check.Number",
                        "M:NotebookNet.Interactive.Plot.Line",
                        "M:NotebookNet.Interactive.Plot.Lines",
                        "M:NotebookNet.Interactive.Plot.Histogram",
                        "M:NotebookNet.Interactive.Plot.ImageGrid",
                        "M:NotebookNet.Interactive.Plot.Panels",
                        "M:NotebookNet.Interactive.Plot.History",
                        "M:NotebookNet.Interactive.Plot.Titled",
                        "M:NotebookNet.Interactive.Plot.XAxis",
                        "M:NotebookNet.Interactive.Plot.With",
                        "M:NotebookNet.Interactive.Plot.Decided",
                    ]
            ).Where(name => !members.Contains(name)),
        ];
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_public_type_of_the_library_has_an_example()
    {
        HashSet<string> shown = [.. Examples.Select(row => row.Data.Item1)];
        string[] bare =
        [
            .. typeof(Network)
                .Assembly.GetExportedTypes()
                .Select(type => $"T:{type.FullName}")
                .Where(name => !shown.Contains(name)),
        ];
        Assert.Empty(bare);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_of_the_documentation_compiles_in_a_cell(string member, string code)
    {
        string[] complaints = [.. Complaints(code)];
        Assert.True(complaints.Length == 0, $"{member}\n{code}\n{string.Join('\n', complaints)}");
    }

    [Theory]
    [InlineData("Plot.Circle(3)")]
    [InlineData("Undeclared.ToString()")]
    [InlineData("int = 3")]
    public void Code_that_does_not_compile_is_refused(string code) =>
        Assert.NotEmpty(Complaints(code));

    private static IEnumerable<string> Complaints(string code) =>
        Errors(s_given.Value.ContinueWith(code));

    private static IEnumerable<string> Errors(Script cell) =>
        cell.GetCompilation()
            .GetDiagnostics()
            .Where(found => found.Severity == DiagnosticSeverity.Error)
            .Select(found => found.ToString());
}
