using NotebookNet.Runner.Classroom.Answers;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>What the student's side takes for what it is asked for.</summary>
public sealed class AnswerGiverTests : IDisposable
{
    private readonly AnswerWire _wire = new();
    private readonly AnswerPipe _pipe = new();
    private readonly AnswerConnection _judge;

    public AnswerGiverTests()
    {
        _judge = new AnswerConnection(
            _pipe.JudgeEnd,
            _wire.Types,
            isJudge: true,
            serve: null,
            AnswerThrownException.Unwrapped
        );
        AnswerConnection student = new(
            _pipe.StudentEnd,
            _wire.Types,
            isJudge: false,
            new AnswerGiver(() => _wire.Submissions).Give,
            AnswerThrownException.Unwrapped
        );
        Thread thread = new(() =>
        {
            try
            {
                student.Serve();
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The test is over.
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
    }

    public void Dispose()
    {
        _pipe.Dispose();
    }

    private T Ask<T>(AnswerCall what, string name, params object?[] arguments) =>
        (T)
            AnswerThrownException.Unwrapped(() =>
                _judge.Call(what, [name, .. arguments], typeof(T))
            )!;

    private Task<object> DeclareAsync(string code) =>
        _wire.CellAsync($"{code}\nclass C {{ }}\n(object)new C()");

    private long New(string type, params object?[] arguments) =>
        ((AnswerRemote)Ask<object>(AnswerCall.New, type, arguments)).Id;

    [Fact]
    public async Task The_overload_that_takes_the_argument_as_it_is_is_called()
    {
        await DeclareAsync(
            """
            string F(int x) => "int"; string F(double x) => "double"; string F(string x) => "string";
            string G(double[] x) => "double[]"; string G(List<int> x) => "int";
            string H(int x, int y = 1) => "int"; string H(double x, double y) => "double";
            class D { string _kind; public D(int x) { _kind = "int"; } public D(double x) { _kind = "double"; }
                public string Kind() => _kind; public string M(int x) => "int"; public string M(double x) => "double";
                public static string S(int x) => "int"; public static string S(double x) => "double"; }
            """
        );

        Assert.Equal("double", Ask<string>(AnswerCall.Function, "F", 3.0));
        Assert.Equal("int", Ask<string>(AnswerCall.Function, "F", 3));
        Assert.Equal("int", Ask<string>(AnswerCall.Function, "F", 3L));
        Assert.Equal("string", Ask<string>(AnswerCall.Function, "F", "a"));
        Assert.Equal("int", Ask<string>(AnswerCall.Function, "G", new[] { 3 }));
        Assert.Equal("double[]", Ask<string>(AnswerCall.Function, "G", new[] { 3.0 }));
        Assert.Equal("double", Ask<string>(AnswerCall.Function, "H", 3.0, 4.0));
        Assert.Equal("int", Ask<string>(AnswerCall.Function, "H", 3.0));
        long it = New("D", 3.0);
        Assert.Equal("double", Ask<string>(AnswerCall.Method, "Kind", it));
        Assert.Equal("double", Ask<string>(AnswerCall.Method, "M", it, 3.0));
        Assert.Equal("int", Ask<string>(AnswerCall.Method, "M", it, 3));
        Assert.Equal("double", Ask<string>(AnswerCall.StaticMethod, "S", "D", 3.0));
    }

    [Fact]
    public async Task A_public_field_stands_for_a_property()
    {
        await DeclareAsync(
            """
            class B { public double Area = 3; }
            class A : B { public static int Count = 5; int _hidden = 7; }
            """
        );
        long it = New("A");

        Assert.Equal(3.0, Ask<double>(AnswerCall.Method, "get_Area", it));
        Ask<object?>(AnswerCall.Method, "set_Area", it, 4);
        Assert.Equal(4.0, Ask<double>(AnswerCall.Method, "get_Area", it));
        Assert.Equal(5, Ask<int>(AnswerCall.StaticMethod, "get_Count", "A"));
        Assert.Throws<AnswerKindException>(() => Ask<int>(AnswerCall.Method, "get__hidden", it));
        Assert.Throws<AnswerKindException>(() =>
            Ask<double>(AnswerCall.StaticMethod, "get_Area", "A")
        );
        Assert.Throws<AnswerKindException>(() =>
            Ask<object?>(AnswerCall.Method, "set_Area", it, "a")
        );
    }

    [Fact]
    public async Task A_method_that_implements_one_of_an_interface_is_found_by_its_own_name()
    {
        await DeclareAsync(
            """
            interface IShape { double Area(); double Width { get; } }
            class A : IShape { double IShape.Area() => 3; double IShape.Width => 4; }
            class B : IShape { double IShape.Area() => 3; public double Area() => 5; double IShape.Width => 4; }
            """
        );

        Assert.Equal(3.0, Ask<double>(AnswerCall.Method, "Area", New("A")));
        Assert.Equal(4.0, Ask<double>(AnswerCall.Method, "get_Width", New("A")));
        Assert.Equal(5.0, Ask<double>(AnswerCall.Method, "Area", New("B")));
    }
}
