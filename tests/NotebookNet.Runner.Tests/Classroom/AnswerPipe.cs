using System.IO.Pipes;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>A pipe whose two ends are connected.</summary>
internal sealed class AnswerPipe : IDisposable
{
    public AnswerPipe()
    {
        string name = $"nbn-{Guid.NewGuid():N}";
        JudgeEnd = new NamedPipeServerStream(
            name,
            PipeDirection.InOut,
            1,
            PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous
        );
        StudentEnd = new NamedPipeClientStream(
            ".",
            name,
            PipeDirection.InOut,
            PipeOptions.Asynchronous
        );
        Task waiting = JudgeEnd.WaitForConnectionAsync(TestContext.Current.CancellationToken);
        StudentEnd.Connect();
        waiting.GetAwaiter().GetResult();
    }

    public NamedPipeServerStream JudgeEnd { get; }

    public NamedPipeClientStream StudentEnd { get; }

    public void Dispose()
    {
        JudgeEnd.Dispose();
        StudentEnd.Dispose();
    }
}
