using System.CommandLine;
using System.Text.Json;
using NotebookNet.Runner.Classroom;

namespace NotebookNet.Runner.Commands;

internal sealed class GradeCommand
{
    private readonly Argument<string[]> _paths = new("SUBMISSION");
    private readonly Option<string> _against = new("--against") { Required = true };

    public Command Create()
    {
        Command command = new("grade", "x") { _paths, _against };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        Assignment assignment = Assignment.Read(parse.GetValue(_against)!);
        foreach (string path in parse.GetValue(_paths)!)
        {
            Grader grader = new(
                new GradeSettings(TimeSpan.FromSeconds(20), HeapLimit.Here(null, 1), [])
            );
            SubmissionGrade grade = await grader.GradeAsync(
                new Submission(path, path, assignment.Name),
                assignment,
                cancellation
            );
            Console.WriteLine(JsonSerializer.Serialize(grade, JsonSerializerOptions.Web));
        }

        return 0;
    }
}
