package org.plimsoll.engine.margin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.account.Position;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.quantity.Asset;

/// The slow, obvious twin of the assessor: decimal arithmetic from the written definitions, with
/// tiers charged band by band instead of through deductions.
final class ReferenceMargin {
  private final AccountBook book;
  private final Marks marks;
  private final RateTable rates;
  private final MarginPolicy policy;

  ReferenceMargin(AccountBook book, Marks marks, RateTable rates, MarginPolicy policy) {
    this.book = book;
    this.marks = marks;
    this.rates = rates;
    this.policy = policy;
  }

  record Figures(BigInteger equity, BigInteger initial, BigInteger maintenance) {
    AccountStatus status(long warningFactor) {
      if (equity.compareTo(initial) >= 0) {
        return AccountStatus.HEALTHY;
      }
      BigInteger warning =
          ceiling(new BigDecimal(maintenance).multiply(BigDecimal.valueOf(warningFactor, 9)));
      if (equity.compareTo(warning) >= 0 && equity.compareTo(maintenance) >= 0) {
        return AccountStatus.WARNING;
      }
      if (equity.compareTo(maintenance) >= 0) {
        return AccountStatus.MARGIN_CALL;
      }
      return equity.signum() < 0 ? AccountStatus.BANKRUPT : AccountStatus.LIQUIDATABLE;
    }
  }

  Figures cross(int account) {
    BigInteger equity = BigInteger.ZERO;
    BigInteger initial = BigInteger.ZERO;
    BigInteger maintenance = BigInteger.ZERO;
    for (int asset = 0; asset < book.assetCount(); asset++) {
      BigInteger gain = BigInteger.ZERO;
      BigInteger assetInitial = BigInteger.ZERO;
      BigInteger assetMaintenance = BigInteger.ZERO;
      for (int contract = 0; contract < book.contractCount(); contract++) {
        Position position = book.position(account, contract);
        if (book.contract(contract).settlementIndex() != asset || position.quantityUnits() == 0) {
          continue;
        }
        MarginTiers tiers = rates.find(book.rateClass(account), contract).orElseThrow();
        gain = gain.add(gain(contract, position));
        assetInitial = assetInitial.add(requirement(tiers.initial(), notional(contract, position)));
        assetMaintenance =
            assetMaintenance.add(requirement(tiers.maintenance(), notional(contract, position)));
      }
      if (gain.signum() > 0) {
        gain = floor(new BigDecimal(gain).multiply(complement(policy.gainHaircut())));
      }
      BigInteger held = BigInteger.valueOf(book.balance(account, asset)).add(gain);
      equity = equity.add(worth(asset, held));
      initial = initial.add(ceiling(priced(asset, assetInitial, price(asset))));
      maintenance = maintenance.add(ceiling(priced(asset, assetMaintenance, price(asset))));
    }
    return new Figures(equity, initial, maintenance);
  }

  /// One bucket, in settlement units.
  Figures bucket(int account, int contract) {
    Position position = book.position(account, contract);
    MarginTiers tiers = rates.find(book.rateClass(account), contract).orElseThrow();
    BigInteger notional = notional(contract, position);
    return new Figures(
        BigInteger.valueOf(position.bucketUnits()).add(gain(contract, position)),
        requirement(tiers.initial(), notional),
        requirement(tiers.maintenance(), notional));
  }

  private BigInteger gain(int contract, Position position) {
    return floor(value(contract, position.quantityUnits()))
        .subtract(BigInteger.valueOf(position.costUnits()));
  }

  private BigInteger notional(int contract, Position position) {
    return ceiling(value(contract, position.quantityUnits()).abs());
  }

  /// The signed value in settlement units, to more digits than matter.
  private BigDecimal value(int contract, long quantityUnits) {
    ContractTerms terms = book.contract(contract).contract().terms();
    BigDecimal size =
        BigDecimal.valueOf(quantityUnits, terms.quantityScale())
            .multiply(BigDecimal.valueOf(terms.multiplierUnits(), terms.multiplierScale()));
    BigDecimal price = BigDecimal.valueOf(marks.contract(contract), terms.priceScale());
    BigDecimal value =
        terms.settlement() == Settlement.LINEAR
            ? size.multiply(price)
            : size.negate().divide(price, 60, RoundingMode.HALF_EVEN);
    return value.movePointRight(terms.settlementAsset().scale());
  }

  private static BigInteger requirement(RateSchedule schedule, BigInteger notional) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int tier = 0; tier < schedule.size(); tier++) {
      BigInteger floor = BigInteger.valueOf(schedule.floor(tier));
      BigInteger end =
          tier + 1 < schedule.size()
              ? notional.min(BigInteger.valueOf(schedule.floor(tier + 1)))
              : notional;
      BigInteger band = end.subtract(floor).max(BigInteger.ZERO);
      sum = sum.add(new BigDecimal(band).multiply(BigDecimal.valueOf(schedule.rate(tier), 9)));
    }
    return ceiling(sum);
  }

  private BigInteger worth(int asset, BigInteger units) {
    if (units.signum() < 0) {
      return floor(priced(asset, units, price(asset)));
    }
    CollateralTerms terms = policy.collateral().get(asset);
    int scale = terms.priceScale();
    BigDecimal counted =
        price(asset).multiply(complement(terms.haircut())).setScale(scale, RoundingMode.FLOOR);
    return floor(priced(asset, units.min(BigInteger.valueOf(terms.limitUnits())), counted));
  }

  private BigDecimal price(int asset) {
    return book.asset(asset).equals(policy.valuation())
        ? BigDecimal.ONE
        : BigDecimal.valueOf(marks.asset(asset), policy.collateral().get(asset).priceScale());
  }

  /// In valuation units.
  private BigDecimal priced(int asset, BigInteger units, BigDecimal price) {
    Asset held = book.asset(asset);
    return new BigDecimal(units, held.scale())
        .multiply(price)
        .movePointRight(policy.valuation().scale());
  }

  private static BigDecimal complement(long billionths) {
    return BigDecimal.ONE.subtract(BigDecimal.valueOf(billionths, 9));
  }

  private static BigInteger floor(BigDecimal value) {
    return value.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
  }

  private static BigInteger ceiling(BigDecimal value) {
    return value.setScale(0, RoundingMode.CEILING).toBigIntegerExact();
  }
}
