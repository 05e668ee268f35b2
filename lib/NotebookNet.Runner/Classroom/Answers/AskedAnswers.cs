using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>What a check has asked of a student's process.</summary>
internal sealed record AskedAnswers
{
    /// <summary>Why it could not be asked to the end, or null.</summary>
    public AnswerTrouble? Trouble { get; init; }

    /// <summary>How often it was asked.</summary>
    public int Count { get; init; }

    /// <summary>Whether an answer has changed what the assignment's own cells hold, or what its check has given to it.</summary>
    public bool ChangesGiven { get; init; }

    /// <summary>Whether an answer has thrown: the exception in which a check ends may be its.</summary>
    public bool HasThrown { get; init; }

    /// <summary>The values of the variables that were asked for, in words.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } =
        new Dictionary<string, string>();

    /// <summary>As it goes over the pipe.</summary>
    public JsonNode ToJson() => JsonSerializer.SerializeToNode(this)!;

    /// <summary>As it comes over the pipe.</summary>
    public static AskedAnswers? Of(JsonNode? node) => node.Deserialize<AskedAnswers>();
}
