using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TuiSetup.Backends.Kpti.Advice;
using TuiSetup.Backends.Kpti.Boot;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.Kpti.Change;

/// <summary>The machine, its advice, and how its boot loader is told.</summary>
internal sealed class KptiFacts(PlanTarget target, Machine machine, ILoader? loader) : Facts
{
    public const string StateList = "states";

    public static ImmutableArray<string> Lists { get; } = [StateList];

    /// <summary>Questions for which it knows what would suit.</summary>
    public static ImmutableArray<string> CurrentFields { get; } = [KptiRequest.PtiField, KptiRequest.OnceField];

    public Machine Machine => machine;

    /// <summary>Null where the kernel command line is not set from here.</summary>
    public ILoader? Loader => loader;

    public Recommendation Advice { get; } = Recommendation.For(machine);

    /// <summary>Id of this boot.</summary>
    public string Boot { get; init; } = "";

    /// <summary>Whether systemd runs here, which measures again after the reboot.</summary>
    public bool HasSystemd { get; init; }

    /// <summary>Whether this user may change what the boot loader reads.</summary>
    public bool IsRoot { get; init; }

    /// <summary>The machine that was asked for instead of this one; null is this one.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>Why the boot loader's files cannot be written, as a sentence; empty when they can.</summary>
    public string Unwritable { get; init; } = "";

    public override PlanTarget Target => target;

    public override string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', target.Identity, machine.Meltdown.Text, machine.CommandLine, machine.Release, machine.Loader.Kind))));

    public override IReadOnlyList<Choice> List(string name, AnswerSheet answers) => name != StateList ? [] :
    [
        new Choice(KptiRequest.Auto, KptiRequest.Auto, T("on where the CPU needs it") + Suits(KptiRequest.Auto)),
        new Choice(KptiRequest.On, KptiRequest.On, T("on, needed or not")),
        new Choice(KptiRequest.Off, KptiRequest.Off, machine.IsAffected == false ? T("off; this CPU does not need it") : T("off: programs can read all memory")),
    ];

    /// <summary>What the line has already, else what the kernel does by itself; a boot to try it, where that can be and has not been.</summary>
    public override Value Present(string field, AnswerSheet answers) => field switch
    {
        KptiRequest.PtiField => Value.Of(Present()),
        KptiRequest.OnceField => Value.Of(loader?.CanTryOnce == true && answers[KptiRequest.PtiField].AsText is { } wanted && !machine.CommandLine.Words.Contains("pti=" + wanted)),
        _ => Value.Nothing,
    };

    private string Present()
        => machine.CommandLine.Words.LastOrDefault(word => word is "pti=auto" or "pti=on" or "pti=off")?["pti=".Length..] is { } now && Advice.Verdict is not (Verdict.TurnOn or Verdict.DropForce) ? now : KptiRequest.Auto;

    private string Suits(string state) => state == Present() ? T(" (advised)") : "";
}
