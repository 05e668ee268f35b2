using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// What has been graded, a file for each: a run that was stopped goes on where it was, and of a class in which one hands in late only
/// that one is graded. A file holds for these bytes of the submission and of the assignment, and for this program.
/// </summary>
/// <param name="folder">The folder of the files.</param>
/// <param name="settings">What holds for the run.</param>
internal sealed class GradeJournal(string folder, GradeSettings settings)
{
    /// <summary>The grade that was found before, or null.</summary>
    public SubmissionGrade? Find(Submission submission, Assignment assignment)
    {
        try
        {
            string path = PathOf(submission, assignment);
            return
                File.Exists(path)
                && JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(path)) is { } entry
                ? entry.ToGrade(submission)
                : null;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a grade, but where something took too long: on another day it may not.</summary>
    public void Keep(SubmissionGrade grade, Assignment assignment)
    {
        if (
            grade.Trouble is null
            && grade.Exercises.All(exercise => exercise.Verdict != Verdict.TimedOut)
        )
        {
            AtomicFile.Write(
                PathOf(grade.Submission, assignment),
                JsonSerializer.SerializeToUtf8Bytes(Entry.Of(grade))
            );
        }
    }

    private string PathOf(Submission submission, Assignment assignment)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] parts =
        [
            $"{typeof(GradeJournal).Module.ModuleVersionId}",
            $"{settings.Timeout} {settings.Limits}",
            Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(assignment.Path))),
            Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(submission.Path))),
        ];
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return Path.Combine(folder, $"{Convert.ToHexStringLower(hash.GetHashAndReset())}.json");
    }

    /// <summary>What is kept of a grade: nothing of who handed it in.</summary>
    private sealed record Entry(
        IReadOnlyList<ExerciseGrade> Exercises,
        IReadOnlyList<string> Flags,
        double Seconds,
        long PeakMemory
    )
    {
        public static Entry Of(SubmissionGrade grade) =>
            new(grade.Exercises, grade.Flags, grade.Seconds, grade.PeakMemory);

        public SubmissionGrade ToGrade(Submission submission) =>
            new(submission, Exercises)
            {
                Flags = Flags,
                Seconds = Seconds,
                PeakMemory = PeakMemory,
            };
    }
}
