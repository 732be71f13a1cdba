package org.plimsoll.engine.account;

/// A fill between two accounts.
///
/// @param buyer index of the account whose quantity rises
/// @param seller index of the account whose quantity falls
/// @param contract index of the contract
/// @param quantityUnits positive, at the contract's quantity scale
/// @param priceUnits positive, at the contract's price scale
/// @param buyerFeeUnits what the buyer pays the venue, in settlement units; negative is a rebate
/// @param sellerFeeUnits what the seller pays the venue
public record Trade(
    int buyer,
    int seller,
    int contract,
    long quantityUnits,
    long priceUnits,
    long buyerFeeUnits,
    long sellerFeeUnits) {}
