using System.Xml.Linq;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Operations;

/// <summary>ContainerViews and ListViews.</summary>
internal sealed class ViewOperations(Inventory inventory)
{
    public IEnumerable<(string, Operation)> All =>
    [
        ("CreateContainerView", Operations.Now(CreateContainer)),
        ("CreateListView", Operations.Now(CreateList)),
        ("ModifyListView", Operations.Now(ModifyList)),
        ("DestroyView", Operations.Now(call =>
        {
            if (!call.Login.Views.Remove(call.This.Id))
            {
                throw SimFault.Gone(call.This);
            }
        })),
    ];

    /// <summary>Whether an object is of a type that a request names.</summary>
    public static bool Is(Managed one, string type) => one.Type == type || one.BaseTypes.Contains(type);

    private XElement CreateContainer(Call call)
    {
        var container = inventory.Get<Managed>(call["container"]!.ToRef());
        var types = call.Body.All("type").Select(type => type.Value).ToList();
        var view = new View("ContainerView", () => inventory.Objects.Where(one => one is not SimTask && IsBelow(one, container) && (types.Count == 0 || types.Exists(type => Is(one, type)))));
        return Keep(call.Login, view);
    }

    private XElement CreateList(Call call)
    {
        View? view = null;
        view = new View("ListView", () => view!.Listed.Select(inventory.Find).OfType<Managed>());
        view.Listed.UnionWith(call.Body.All("obj").Select(one => one.Value));
        return Keep(call.Login, view);
    }

    private IEnumerable<XElement> ModifyList(Call call)
    {
        if (!call.Login.Views.TryGetValue(call.This.Id, out var view))
        {
            throw SimFault.Gone(call.This);
        }

        view.Listed.ExceptWith(call.Body.All("remove").Select(one => one.Value));
        var unknown = call.Body.All("add").Where(one => inventory.Find(one.Value) is null).ToList();
        view.Listed.UnionWith(call.Body.All("add").Except(unknown).Select(one => one.Value));
        inventory.Pulse();
        return unknown.Select(one => Vim.Ref("returnval", one.ToRef()));
    }

    private static XElement Keep(Session session, View view)
    {
        var id = session.NewId();
        session.Views[id] = view;
        return Vim.Ref("returnval", (view.Type, id));
    }

    private static bool IsBelow(Managed one, Managed container)
    {
        for (var at = one.Parent; at is not null; at = at.Parent)
        {
            if (at == container)
            {
                return true;
            }
        }

        return false;
    }
}
