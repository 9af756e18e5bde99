using System.Collections.Immutable;
using TuiSetup.Core.Answers;

namespace TuiSetup.Backends.Relay;

/// <summary>What the answers want of the relay, as they were written.</summary>
internal sealed record RelayRequest
{
    public const string MethodField = "method", InterfaceField = "interface", IsolatedField = "isolated", RulesField = "rules", LogField = "log", LogRateField = "log_rate";

    /// <summary>By routing, with any switch; or frame by frame, with a switch that works with it.</summary>
    public const string Layer3 = "l3", Layer2 = "l2";

    /// <summary>Lines of the log in a minute, unless said otherwise.</summary>
    private const long UsualLogRate = 10;

    public static ImmutableArray<string> Fields { get; } = [MethodField, InterfaceField, IsolatedField, RulesField, LogField, LogRateField];

    /// <summary>Whether frames are passed on as they are, on layer 2.</summary>
    public bool IsBridged { get; init; }

    /// <summary>The interface on the promiscuous port, or on that of the relay.</summary>
    public string Interface { get; init; } = "";

    /// <summary>Addresses, ranges and prefixes of the isolated hosts.</summary>
    public ImmutableArray<string> Isolated { get; init; } = [];

    /// <summary>Rules, each as <see cref="RelayRule"/> has it.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>Lines of the log in a minute about what is dropped; null logs nothing.</summary>
    public long? LogRate { get; init; }

    public static RelayRequest From(AnswerSheet answers) => new()
    {
        IsBridged = answers[MethodField].AsText == Layer2,
        Interface = answers[InterfaceField].AsText ?? "",
        Isolated = [.. answers[IsolatedField].Texts],
        Rules = [.. answers[RulesField].Texts],
        LogRate = answers[LogField].AsTruth == true ? answers[LogRateField].AsNumber ?? UsualLogRate : null,
    };
}
