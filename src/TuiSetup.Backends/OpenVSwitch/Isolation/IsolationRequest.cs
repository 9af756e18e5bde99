using System.Collections.Immutable;
using TuiSetup.Core.Answers;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>What the answers ask for. While pages are still to come, parts of it are missing.</summary>
internal sealed record IsolationRequest
{
    public const string BridgeField = "bridge", MethodField = "method", PrimaryField = "primary", IsolatedField = "isolated",
        CommunitiesField = "communities", RelayVlanField = "relay_vlan", RolesField = "roles", PersistField = "persist";

    /// <summary>By flows of ours, which can do all of it; by Port.protected, which is simpler and can do less.</summary>
    public const string Flows = "flows", Protected = "protected";

    public static ImmutableArray<string> Fields { get; } =
        [BridgeField, MethodField, PrimaryField, IsolatedField, CommunitiesField, RelayVlanField, RolesField, PersistField];

    public required string Bridge { get; init; }

    public bool IsByFlows { get; init; }

    public long? Primary { get; init; }

    public long? Isolated { get; init; }

    public ImmutableSortedSet<long> Communities { get; init; } = [];

    /// <summary>In which frames go over trunks that a relay on layer 2 has passed on.</summary>
    public long? RelayVlan { get; init; }

    /// <summary>Roles as they were answered, by port.</summary>
    public ImmutableSortedDictionary<string, string> Roles { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether the page of the roles is done; until then none means nothing.</summary>
    public bool AreRolesAnswered { get; init; }

    /// <summary>Whether it shall be there again after the switch or the machine starts anew.</summary>
    public bool Persists { get; init; }

    public static IsolationRequest From(AnswerSheet answers) => new()
    {
        Bridge = answers[BridgeField].AsText ?? "",
        IsByFlows = answers[MethodField].AsText != Protected,
        Primary = answers[PrimaryField].AsNumber,
        Isolated = answers[IsolatedField].AsNumber,
        Communities = [.. answers[CommunitiesField].Items.Select(item => item.AsNumber).OfType<long>()],
        RelayVlan = answers[RelayVlanField].AsNumber,
        Roles = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, answers[RolesField].Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToString()!))),
        AreRolesAnswered = answers.Has(RolesField) || answers.Has(PersistField),
        Persists = answers[PersistField].AsTruth ?? false,
    };

    /// <summary>The private VLAN that it describes; what cannot be a role is left out.</summary>
    public PrivateVlan ToPrivateVlan()
        => new(
            Primary ?? 0,
            Isolated,
            Communities,
            ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, Roles
                .Select(role => (role.Key, Role: PortRole.Parse(role.Value))).Where(role => role.Role is not null)
                .Select(role => KeyValuePair.Create(role.Key, role.Role!))))
        {
            RelayVlan = RelayVlan,
        };
}
