#!/bin/sh
# Three questions with a working Back. In a session their windows stack, and each begins with what was answered before:
#
#   tuisetup whiptail --session assets/examples/whiptail-back.sh
#
# Without one it runs as well, box by box.
step=1
while [ "$step" -le 3 ]; do
  case $step in
    1) bridge=$(whiptail --title Bridge --inputbox "Name of the bridge:" 9 50 br0 3>&1 1>&2 2>&3) ;;
    2) mode=$(whiptail --title Mode --back --menu "What to copy:" 12 50 3 \
         all "Everything" ports "Some ports" vlans "Some VLANs" 3>&1 1>&2 2>&3) ;;
    3) whiptail --title Summary --back --yesno "Copy $mode on $bridge?" 9 50 ;;
  esac
  case $? in
    0) step=$((step + 1)) ;;
    3) step=$((step - 1)) ;;
    *) echo "Nothing was done." >&2; exit 1 ;;
  esac
done
echo "$mode on $bridge"
