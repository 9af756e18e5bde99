using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.VSphere.Pvlan;

/// <summary>Lists that follow from what was answered before: the secondary VLANs, and the cards that move.</summary>
internal static class PvlanLists
{
    public static IReadOnlyList<Choice> Make(string name, AnswerSheet answers, VSphereInventory inventory)
    {
        var request = PvlanRequest.From(answers);
        if (name == VSphereFacts.SecondaryList)
        {
            return
            [
                .. request.Isolated is { } isolated ? (Choice[])[new Choice(PvlanRequest.IsolatedTarget, T($"Isolated VLAN {isolated}"), request.IsolatedPortgroup)] : [],
                .. request.Communities.Select(community => new Choice($"{community}", T($"Community VLAN {community}"), request.PortgroupOf(community))),
            ];
        }

        return inventory.Switch(answers[VSphereFacts.SwitchField].AsText ?? "") is { } dvs
            ? [.. request.Cards(dvs, inventory).Select(nic => new Choice(inventory.NameOf(nic), inventory.NameOf(nic), inventory.NetworkOf(nic.Backing)))]
            : [];
    }
}
