using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using NotebookNet.Runner.Classroom.Answers;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>Both ends of a connection between a student's process and the one that judges, without the processes.</summary>
internal sealed class AnswerWire
{
    private readonly List<object> _submissions = [];
    private readonly AnswerTypes _types;
    private readonly AnswerObjects _studentObjects = new(isJudge: false);
    private readonly AnswerObjects _judgeObjects = new(isJudge: true);
    private readonly AnswerHandles _studentHandles = new(isJudge: false);
    private readonly AnswerHandles _judgeHandles = new(isJudge: true);
    private ScriptState<object>? _cells;

    public AnswerWire() => _types = new AnswerTypes(() => _submissions);

    /// <summary>The cells that both ends have run, the last one first.</summary>
    public IEnumerable<object> Submissions => _submissions;

    /// <summary>The types of both ends.</summary>
    public AnswerTypes Types => _types;

    /// <summary>What comes where it is judged.</summary>
    public T Send<T>(object? value) => (T)Send(value, typeof(T))!;

    public object? Send(object? value, Type expected) => Read(Write(value)).Get(0, expected);

    /// <summary>What a student's process writes.</summary>
    public byte[] Write(params object?[] values) =>
        new AnswerWriter(_types, _studentObjects, _studentHandles).Write(values).ToArray();

    /// <summary>What the process that judges writes.</summary>
    public byte[] WriteByJudge(params object?[] values) =>
        new AnswerWriter(_types, _judgeObjects, _judgeHandles).Write(values).ToArray();

    /// <summary>Reads where it is judged.</summary>
    public AnswerReader Read(byte[] frame)
    {
        AnswerReader reader = new(_types, _judgeObjects, _judgeHandles, (_, _, _) => null);
        reader.Read(new AnswerBytes(frame));
        return reader;
    }

    /// <summary>Reads in the student's process.</summary>
    public AnswerReader ReadByStudent(byte[] frame)
    {
        AnswerReader reader = new(_types, _studentObjects, _studentHandles, (_, _, _) => null);
        reader.Read(new AnswerBytes(frame));
        return reader;
    }

    /// <summary>Runs a cell in a session that both ends have; its types are then of cells.</summary>
    public async Task<object> CellAsync(string code)
    {
        _cells = _cells is null
            ? await CSharpScript.RunAsync<object>(
                code,
                ScriptOptions
                    .Default.WithReferences(typeof(object).Assembly, typeof(Enumerable).Assembly)
                    .WithImports("System", "System.Collections.Generic"),
                cancellationToken: TestContext.Current.CancellationToken
            )
            : await _cells.ContinueWithAsync<object>(
                code,
                cancellationToken: TestContext.Current.CancellationToken
            );
        for (Type? type = _cells.ReturnValue.GetType(); type is not null; type = type.DeclaringType)
        {
            if (AnswerTypes.IsSubmission(type))
            {
                _submissions.Insert(
                    0,
                    System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)
                );
            }
        }

        return _cells.ReturnValue;
    }
}
